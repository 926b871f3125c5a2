// Large diffs: what follows is asked for when somebody comes near, until a page is as long as a browser can bear.
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

  // The list of files was made before they came.
  addEventListener('click', event => {
    const { file } = event.target.closest('a')?.dataset ?? {}
    if (!file || !document.getElementById(file)) return
    event.preventDefault()
    location.hash = file
  })
  for (const way of document.querySelectorAll('[data-more]')) near.observe(way)
})()
