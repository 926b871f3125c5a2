import type { HandedLine, Handover } from '#hosting/hosting.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** What the host said of this request, and all that came with it, in the order in which it came. */
export function handoverBoxes(visit: Visit, { variables, lines }: Handover): Html {
  return html`${variables.length > 0 && variableBox(visit, variables)}
${lineBox(visit, lines)}`
}

function variableBox(visit: Visit, variables: Handover['variables']): Html {
  const title = visit.t('What IIS vouches for')
  return html`<section class="box" aria-labelledby="vouched"><header><h2 id="vouched">${title}</h2></header>
<div class="scroll"><table class="table"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${visit.t('Variable')}</th><th scope="col">${visit.t('Value')}</th></tr></thead>
<tbody>${variables.map(
    ({ name, value }) => html`<tr><th scope="row"><code>${name}</code></th><td>${valueOf(visit, value)}</td></tr>
`,
  )}</tbody></table></div>
<footer>${visit.t('From promoteServerVars in web.config. Nothing else is believed.')}</footer></section>`
}

function valueOf(visit: Visit, value: string | null): Html {
  if (value === null) return html`<span class="label warn">${visit.t('did not come')}</span>`
  if (value === '') return html`<span class="muted">${visit.t('empty')}</span>`
  return html`<code>${value}</code>`
}

function lineBox(visit: Visit, lines: readonly HandedLine[]): Html {
  const title = visit.t('Headers as they came')
  return html`<section class="box" aria-labelledby="headers"><header><h2 id="headers">${title}</h2></header>
<div class="scroll"><table class="table"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col" class="number min-m">${visit.t('No.')}</th>
<th scope="col">${visit.t('Name, and what becomes of it')}</th><th scope="col">${visit.t('Value')}</th></tr></thead>
<tbody>${lines.map((line, index) => lineRow(visit, line, index + 1))}</tbody></table></div>
<footer>${visit.t('Cookies, passwords and tickets are not shown, only how long they are.')}</footer></section>`
}

function lineRow(visit: Visit, { name, value, fate, isRepeated }: HandedLine, number: number): Html {
  const [tone, word] = fates[fate]
  return html`<tr><td class="number min-m">${number}</td><th scope="row"><code>${name}</code>
<span class="label${tone && ` ${tone}`}">${visit.t(word)}</span>${
    isRepeated && html` <span class="label warn">${visit.t('more than once')}</span>`
  }</th><td><code>${value}</code></td></tr>
`
}

const fates: Readonly<Record<HandedLine['fate'], readonly [tone: string, word: string]>> = {
  trusted: ['ok', 'IIS said it: believed'],
  proxy: ['ok', 'the trusted proxy said it: believed'],
  removed: ['warn', 'not believed, taken away'],
  passed: ['', 'the browser said it'],
}
