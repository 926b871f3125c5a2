import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** The name of the field is Kallithea's, so that programs that fill in its forms find it. */
export const tokenName = '_session_csrf_secret_token'

/** What every form that changes something must carry. */
export function tokenField(visit: Visit): Html {
  return html`<input type="hidden" name="${tokenName}" value="${visit.csrf()}">`
}
