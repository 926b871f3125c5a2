import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** Theme, density and single keys. With script a press works at once; without, the buttons send their form. */
export function lookChoices(visit: Visit, type: 'submit' | 'button'): readonly Html[] {
  const { theme, density, keys } = visit.look
  return [
    choice(visit.t('Theme'), 'theme', theme ?? 'auto', type, [
      ['auto', visit.t('Auto')],
      ['light', visit.t('Light')],
      ['dark', visit.t('Dark')],
    ]),
    choice(visit.t('Density'), 'density', density ?? 'normal', type, [
      ['normal', visit.t('Normal')],
      ['compact', visit.t('Compact')],
    ]),
    choice(visit.t('Single keys'), 'keys', keys, type, [
      ['on', visit.t('On')],
      ['off', visit.t('Off')],
    ]),
  ]
}

type Choices = readonly (readonly [value: string, text: string])[]

function choice(label: string, name: string, chosen: string, type: string, choices: Choices): Html {
  const first = choices[0]?.[0]
  const button = ([value, text]: Choices[number]) => html`<button class="button little" type="${type}" name="${name}"
 value="${value}" data-choose="${name}" data-first="${first}"
 aria-pressed="${value === chosen ? 'true' : 'false'}">${text}</button>`
  return html`<span class="muted small">${label}</span>
<div class="joined" role="group" aria-label="${label}">${choices.map(button)}</div>`
}
