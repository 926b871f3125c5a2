// Progressive enhancement. Every page works without it.
'use strict'
;(() => {
  const root = document.documentElement
  const find = (selector, from = document) => from.querySelector(selector)
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]
  const remember = (name, value) => {
    // the server reads these cookies and writes the choice into <html>, so nothing flashes
    root.dataset[name] = value
    document.cookie = `${name}=${value}; path=${root.dataset.path || '/'}; max-age=31536000; samesite=lax`
  }
  root.classList.add('has-script')

  // Choices: <button data-choose="theme" value="dark">
  const showChoices = () =>
    all('[data-choose]').forEach(button =>
      button.setAttribute(
        'aria-pressed',
        String((root.dataset[button.dataset.choose] ?? button.dataset.first) === button.value),
      ),
    )

  // A polite voice for screen readers.
  const say = text => {
    const voice = find('#voice')
    if (voice) voice.textContent = text
  }

  async function copy(button) {
    const from = button.dataset.copy ? find(button.dataset.copy) : button
    const lines = all('.c', from).map(cell => cell.textContent) // of a file, without its numbers
    const { text: given, address } = button.dataset
    const text =
      given ??
      (address === '' ? permanent() : null) ??
      from.value ??
      (lines.length ? lines.join('\n') + '\n' : from.textContent.trim())
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // an intranet on plain http has no clipboard API
      const area = document.body.appendChild(
        Object.assign(document.createElement('textarea'), { value: text, className: 'hidden' }),
      )
      area.select()
      const done = document.execCommand('copy')
      area.remove()
      button.focus()
      if (!done) return
    }
    const use = find('use', button),
      before = use?.getAttribute('href')
    use?.setAttribute('href', before.replace(/#.*/, '#check'))
    say('Copied')
    setTimeout(() => use?.setAttribute('href', before), 1500)
  }

  // Relative times: <time datetime data-age> is counted again here; the exact time is its title.
  function showAges() {
    const words = new Intl.RelativeTimeFormat(root.lang || 'en', { numeric: 'auto' })
    const exact = new Intl.DateTimeFormat(root.lang || 'en', { dateStyle: 'long', timeStyle: 'long' })
    const steps = [
      ['year', 31557600],
      ['month', 2629800],
      ['week', 604800],
      ['day', 86400],
      ['hour', 3600],
      ['minute', 60],
    ]
    for (const time of all('time[data-age]')) {
      const date = new Date(time.dateTime),
        seconds = (date - Date.now()) / 1000
      const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
      time.title = exact.format(date)
      time.textContent = words.format(Math.trunc(seconds / size), unit)
    }
  }

  // Pictures of a diff say how large they are.
  for (const picture of all('figure.picture img')) {
    const show = () => {
      const { naturalWidth: width, naturalHeight: height } = picture
      if (width) find('[data-pixels]', picture.closest('figure')).textContent = ` · ${width} × ${height}`
    }
    picture.addEventListener('load', show)
    show()
  }

  const permanent = () => (find('link[rel="canonical"]')?.href ?? location.href.replace(/#.*/, '')) + location.hash
  function permalink() {
    if (!find('link[rel="canonical"]')) return
    history.replaceState(null, '', permanent())
    say('The address now names this revision')
  }

  const matches = (path, words) => {
    // each letter in order, so “sensr” finds src/Gateway/SensorReader.cs
    let at = 0
    for (const letter of words) {
      at = path.indexOf(letter, at) + 1
      if (!at) return false
    }
    return true
  }
  const openDialog = id => {
    const dialog = document.getElementById(id)
    if (dialog && !dialog.open) dialog.showModal()
    if (dialog && id === 'finder') showPaths(dialog)
  }

  // Finder: a worker asks for the paths when it first opens, and looks through them; a hundred are shown.
  let worker,
    asked = 0
  function showPaths(finder) {
    const { list, files } = finder.dataset
    if (!worker) {
      worker = new Worker(finder.dataset.worker)
      worker.addEventListener('message', ({ data: { number, count, names } }) => {
        if (number !== asked) return // somebody typed on
        const rows = names.map(path => {
          const row = document.createElement('li'),
            link = document.createElement('a')
          link.href = files + path.split('/').map(encodeURIComponent).join('/')
          link.textContent = path
          row.append(link)
          return row
        })
        find('ul', finder).replaceChildren(...rows)
        say(`${count} found`)
      })
    }
    const words = find('input', finder).value.toLowerCase().replace(/\s/g, '')
    worker.postMessage({ list: new URL(list, location).href, words, number: ++asked })
  }

  const rows = () => all('[data-row]').filter(row => row.offsetParent)
  function move(step) {
    const list = rows(),
      now = list.findIndex(row => row.contains(document.activeElement))
    const next = list[Math.max(0, Math.min(list.length - 1, now + step))]
    ;(next?.matches('a') ? next : next && find('a', next))?.focus()
  }
  function jump(selector, step) {
    const marks = all(selector),
      top = scrollY + 60
    const places = marks.map(mark => mark.getBoundingClientRect().top + scrollY)
    const index = step > 0 ? places.findIndex(place => place > top + 1) : places.findLastIndex(place => place < top - 1)
    if (index >= 0) scrollTo({ top: places[index] - 60 })
  }
  const changed = ':is(.add, .del, :has(> .add, > .del))',
    change = `.diff tr${changed}:not(${changed} + *)`
  const keys = {
    '/': () => find('#find, #filter')?.focus(),
    s: () => find('#find, #filter')?.focus(),
    '?': () => openDialog('help'),
    t: () => {
      openDialog('finder')
      find('#finder input')?.focus()
    },
    y: permalink,
    l: () => (find('.code tr.marked .n a') ?? find('.code .n a[href^="#L"]'))?.focus(),
    b: () => find('a[data-key="b"]')?.click(),
    w: () => find('details[data-key="w"] summary')?.click(),
    j: () => move(1),
    k: () => move(-1),
    n: () => jump(change, 1),
    p: () => jump(change, -1),
    ']': () => jump('.file', 1),
    '[': () => jump('.file', -1),
  }
  let pending = ''
  addEventListener('keydown', event => {
    if (event.key === 'Escape')
      all('details.drop[open]').forEach(drop => {
        drop.open = false
        find('summary', drop).focus()
      })
    if (event.target.matches?.('dialog [data-filter]') && /^(Enter|ArrowDown)$/.test(event.key)) {
      const first = all(`${event.target.dataset.filter}:not([hidden]) a`)[0]
      if (event.key === 'Enter') first?.click()
      else first?.focus()
      event.preventDefault()
    }
    if (root.dataset.keys === 'off' || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest?.('input, textarea, select, [contenteditable], dialog')) return
    const act = pending === 'g' ? () => find(`a[data-go="${event.key}"]`)?.click() : keys[event.key]
    pending = event.key === 'g' && pending !== 'g' ? 'g' : ''
    if (!act || pending) return
    event.preventDefault()
    act()
  })

  addEventListener('click', event => {
    const button = event.target.closest('button, summary, a')
    for (const drop of all('details.drop[open]')) if (!drop.contains(event.target)) drop.open = false
    if (!button) return
    const { choose, first, copy: from, text, open, address } = button.dataset
    if (choose) {
      // a second press takes the choice back
      remember(choose, button.ariaPressed === 'true' ? first : button.value)
      showChoices()
      event.preventDefault()
    }
    if (from || text || address === '') copy(button)
    if (button.rel === 'bookmark') button.hash = location.hash // the lines, too
    if (open) openDialog(open)
  })
  addEventListener('input', event => {
    const { target } = event
    const finder = target.closest('#finder')
    if (finder) showPaths(finder)
    else if (target.matches('[data-filter]')) {
      const words = target.value.toLowerCase().replace(/\s/g, '')
      let shown = 0
      for (const row of all(target.dataset.filter)) {
        row.hidden = !matches((row.dataset.name ?? row.textContent).toLowerCase(), words)
        shown += row.hidden ? 0 : 1
      }
      say(`${shown} found`)
    }
    if (target.matches('.viewed input')) find('details', target.closest('.file')).open = !target.checked
  })
  showChoices()
  showAges()
})()
