// Asks for every nasty address through whatever stands in front, and sends what came back to be judged.
'use strict'
;(() => {
  const form = document.querySelector('form[data-trials]')
  if (!form) return
  const button = form.querySelector('button')
  const most = 65536

  async function ask({ name, address, method, headers }) {
    try {
      const response = await fetch(address, { method, headers, cache: 'no-store', redirect: 'manual' })
      return { name, status: response.status, text: (await response.text()).slice(0, most) }
    } catch {
      return { name, status: 0, text: '' }
    }
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    button.disabled = true
    const seen = []
    for (const trial of JSON.parse(form.dataset.trials)) seen.push(await ask(trial)) // one by one: a front may be slow
    form.elements.seen.value = JSON.stringify(seen)
    form.submit()
  })
})()
