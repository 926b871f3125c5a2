import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

export interface MenuEntry {
  readonly text: string
  readonly icon: string
  readonly href: string
  readonly isHere: boolean
}

export interface MenuPart {
  readonly title: string
  readonly entries: readonly MenuEntry[]
}

/** What else there is of this kind, beside the page. */
export function sideMenu(visit: Visit, label: string, parts: readonly MenuPart[]): Html {
  return html`<nav class="side" aria-label="${label}">${parts.map(part => menuPart(visit, part))}</nav>`
}

function menuPart(visit: Visit, { title, entries }: MenuPart): Html {
  return html`<h2>${title}</h2>
<ul>${entries.map(
    ({ href, isHere, text, icon: name }) => html`<li><a href="${href}"${isHere && html` aria-current="page"`}>
${icon(visit, name)}${text}</a></li>
`,
  )}</ul>`
}
