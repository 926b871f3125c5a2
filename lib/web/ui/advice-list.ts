import type { Advice } from '#domain/sign-on-advice.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { copyButton } from './copy-button.ts'

/** What to do, and by whom, with the lines to type. */
export function adviceList(visit: Visit, advice: readonly Advice[]): Html | null {
  if (advice.length === 0) return null
  return html`<section class="stack tight" aria-labelledby="advice"><h2 id="advice">${visit.t('What to do')}</h2>
${advice.map((each, index) => adviceItem(visit, each, `advice-${index}`))}</section>`
}

function adviceItem(visit: Visit, { who, text, values, commands }: Advice, id: string): Html {
  return html`<p><span class="label">${visit.t(people[who])}</span> ${visit.t(text, values)}</p>
${
  commands.length > 0 &&
  html`<div class="command"><pre id="${id}" tabindex="0">${commands.join('\n')}</pre>
${copyButton(visit, { element: `#${id}` }, visit.t('Copy the commands'))}</div>`
}`
}

const people: Readonly<Record<Advice['who'], string>> = {
  'domain administrator': 'Administrator of the domain',
  'server administrator': 'Administrator of the server',
  you: 'For you',
}
