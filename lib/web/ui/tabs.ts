import { type Html, html } from '../html.ts'

export interface Tab {
  readonly text: string
  readonly href: string
  readonly isHere: boolean
  readonly count?: number
}

/** The pages of one thing, below its name. */
export function innerTabs(label: string, tabs: readonly Tab[]): Html {
  return html`<nav class="tabs inner" aria-label="${label}">${tabs.map(
    ({ text, href, isHere, count }) => html`<a href="${href}"${isHere && html` aria-current="page"`}>${text}${
      count !== undefined && html` <span class="count">${count}</span>`
    }</a>
`,
  )}</nav>`
}
