// Lines of source: #L3 or #L3-L9. Shift with a click, Enter or an arrow extends from where it began.
'use strict'
;(() => {
  const number = '.n a[href^="#L"]'
  const lineOf = link => Number(link.textContent.trim())
  let anchor = 0

  function mark() {
    document.querySelectorAll('.code tr.marked').forEach(row => row.classList.remove('marked'))
    const [, first, last = first] = /^#L(\d+)(?:-L?(\d+))?$/.exec(location.hash) ?? []
    if (!first) return null
    anchor = Number(first)
    const [from, to] = [anchor, Number(last)].toSorted((one, two) => one - two)
    for (let line = from; line <= to; line++) document.getElementById(`L${line}`)?.classList.add('marked')
    return document.getElementById(`L${from}`)
  }

  function extendTo(line) {
    const start = anchor || line
    const [from, to] = [start, line].toSorted((one, two) => one - two)
    history.replaceState(null, '', `#L${from}-L${to}`)
    mark()
    anchor = start
    const voice = document.querySelector('#voice')
    if (voice) voice.textContent = `Lines ${from} to ${to}`
  }

  addEventListener('click', event => {
    const link = event.target.closest(number)
    if (!link || !event.shiftKey) return
    event.preventDefault()
    extendTo(lineOf(link))
  })
  // Of the numbers of a table the tab key stops at one alone; arrows go to the others.
  addEventListener('keydown', event => {
    const link = event.target,
      step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !link.matches?.('.code .n a') || event.ctrlKey || event.metaKey || event.altKey) return
    const column = [...link.closest('table').querySelectorAll('.n a')].filter(
      other => other.parentNode.cellIndex === link.parentNode.cellIndex,
    )
    const next = column[column.indexOf(link) + step]
    event.preventDefault()
    if (!next) return
    next.focus()
    if (!event.shiftKey || !next.matches(number)) return
    anchor ||= lineOf(link)
    extendTo(lineOf(next))
  })
  addEventListener('hashchange', () => {
    const row = mark()
    // to go to a row takes the focus from the number that led there
    if (row && document.activeElement === document.body) row.querySelector('.n a')?.focus({ preventScroll: true })
  })
  mark()?.scrollIntoView({ block: 'center' })
})()
