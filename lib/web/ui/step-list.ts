import { type Html, html } from '../html.ts'
import type { Tone, Visit } from '../visit.ts'
import { icon } from './icon.ts'

export interface ShownStep {
  readonly tone: Tone
  readonly title: string
  readonly detail?: Html | string | null
}

interface StepBox {
  readonly id: string
  readonly title: string
  readonly steps: readonly ShownStep[]
}

const signs: Readonly<Record<Tone, string>> = { ok: 'circle-check', warn: 'triangle-alert', bad: 'circle-x' }
const words: Readonly<Record<Tone, string>> = { ok: 'All right', warn: 'Needs care', bad: 'Wrong' }

/** What was looked at, one after the other, each with how it was found. */
export function stepBox(visit: Visit, { id, title, steps }: StepBox): Html {
  return html`<section class="box" aria-labelledby="${id}"><header><h2 id="${id}">${title}</h2></header>
<ol class="steps">${steps.map(step => stepItem(visit, step))}</ol></section>`
}

function stepItem(visit: Visit, { tone, title, detail }: ShownStep): Html {
  return html`<li class="${tone}">${icon(visit, signs[tone])}<div class="grow">
<span class="hidden">${visit.t(words[tone])}: </span>${detail ? html`<strong>${title}</strong><p>${detail}</p>` : title}
</div></li>
`
}
