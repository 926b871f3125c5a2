import { type Html, html } from '../html.ts'

/** An address that a repository names: a link only where a browser may follow it. */
export function outsideAddress(url: string): Html {
  return /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer">${url}</a>` : html`<code>${url}</code>`
}
