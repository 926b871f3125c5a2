// Large diffs: what follows is asked for when somebody comes near, until a page is as long as a browser can bear.
// Their list of files is completed piece by piece when the first lines are to be seen.
'use strict'
;(() => {
  const mostRows = 10000
  const near = new IntersectionObserver(
    seen => seen.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => showMore(target)),
    { rootMargin: '1000px' },
  )

  async function showMore(way) {
    near.unobserve(way)
    if (document.getElementsByTagName('tr').length > mostRows) return
    const progress = way.querySelector('progress')
    progress.hidden = false
    try {
      const answer = await fetch(way.querySelector('a').href, { headers: { 'X-Partial-XHR': '1' } })
      if (!answer.ok) throw new Error(answer.statusText)
      const part = document.createElement('template')
      part.innerHTML = await answer.text()
      const next = part.content.querySelector('[data-more]')
      way.replaceWith(part.content)
      if (next) near.observe(next)
    } catch {
      progress.hidden = true // the link leads there all the same
    }
  }

  const idle = globalThis.requestIdleCallback ?? (run => setTimeout(run, 50))
  const folderOf = item => item?.querySelector('summary')?.textContent.trim()

  function listFurther() {
    const further = document.querySelector('template.further')
    const way = document.querySelector('.tree > [data-further]')
    if (!further || !way) return
    const list = way.parentElement.querySelector('ul')
    const [items, rest] = further.content.children
    const [last, first] = [list.lastElementChild, items.firstElementChild]
    // a folder that goes on
    if (folderOf(first) && folderOf(first) === folderOf(last)) {
      last.querySelector('ul').append(...first.querySelectorAll('li'))
      first.remove()
    }
    list.append(...items.children)
    way.replaceWith(...[rest ?? []].flat())
    further.remove()
    const filter = document.getElementById('tree-filter')
    if (filter?.value) filter.dispatchEvent(new Event('input', { bubbles: true }))
    idle(listFurther)
  }
  addEventListener('load', () => idle(listFurther))

  // The list of files was made before they came.
  addEventListener('click', event => {
    const { file } = event.target.closest('a')?.dataset ?? {}
    if (!file || !document.getElementById(file)) return
    event.preventDefault()
    location.hash = file
  })
  for (const way of document.querySelectorAll('[data-more]')) near.observe(way)
})()
