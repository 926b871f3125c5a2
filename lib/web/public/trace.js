// The trace, live: asks for what came since, again and again, until somebody pauses it.
'use strict'
;(() => {
  const log = document.querySelector('#trace')
  const rows = log.querySelector('tbody')
  const live = document.querySelector('#live')
  const most = Number(log.dataset.most)
  const pause = { between: 250, failed: 5000 }
  let position = log.dataset.position
  let asking = null

  const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 40
  const goToEnd = () => log.scrollTo({ top: log.scrollHeight })
  const say = text => (document.querySelector('#voice').textContent = text)

  function show(found) {
    const follows = isAtEnd()
    const part = document.createElement('template')
    part.innerHTML = found.join('')
    rows.append(part.content)
    while (rows.children.length > most) rows.firstElementChild.remove()
    if (follows) goToEnd()
  }

  async function ask(signal) {
    const headers = { 'X-Requested-With': 'XMLHttpRequest', 'X-Partial-XHR': '1' }
    const address = `${log.dataset.lines}&after=${encodeURIComponent(position)}`
    const answer = await fetch(address, { headers, signal })
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
    const { position: next, rows: found } = await answer.json()
    if (signal.aborted) return // the same lines come with the next answer
    position = next
    if (found.length > 0) show(found)
  }

  async function follow() {
    asking = new AbortController()
    const { signal } = asking
    while (!signal.aborted) {
      try {
        await ask(signal)
        log.classList.remove('muted')
        await sleep(pause.between)
      } catch {
        if (signal.aborted) return
        log.classList.add('muted') // the server starts anew, or nobody is signed on any more
        await sleep(pause.failed)
      }
    }
  }

  live.addEventListener('click', () => {
    const isLive = asking === null
    live.setAttribute('aria-pressed', String(isLive))
    say(isLive ? 'Live' : 'Paused')
    if (isLive) return void follow()
    asking.abort()
    asking = null
  })
  goToEnd()
  void follow()
})()
