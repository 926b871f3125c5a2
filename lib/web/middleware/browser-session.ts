import type { VisitSession } from '../visit.ts'

/** The part of koa-session's context that is used here. */
export interface HeldSession {
  session: (Record<string, unknown> & Committed) | null
  readonly sessionOptions: Record<string, unknown>
}

interface Committed {
  maxAge: unknown
  regenerate(): Promise<void>
  manuallyCommit(): Promise<void>
}

/** How long the browser keeps the cookie, as koa-session says it: until it is closed, or milliseconds. */
export type CookieAge = 'session' | number

const rememberedFor = 365 * 86_400_000

/** Name of the value that remembers whom the host named when the session was opened. */
const hostUserKey = 'host_user'

/** Holds back “ended”, and “ended and a new one opened”, until the answer is known. */
export class BrowserSession implements VisitSession {
  readonly #held: HeldSession
  readonly #hostUser: string | null
  readonly #usualAge: CookieAge
  #ended = false

  constructor(held: HeldSession, hostUser: string | null, usualAge: CookieAge) {
    this.#held = held
    this.#usualAge = usualAge
    const before = held.session?.[hostUserKey]
    this.#hostUser = hostUser ?? (typeof before === 'string' ? before : null)
    if (isAnother(before, hostUser)) this.signOut()
  }

  signIn(userId: number, { external, remember }: { readonly external: boolean; readonly remember: boolean }): void {
    this.signOut()
    this.write('authuser', { user_id: userId, is_external_auth: external })
    if (remember && this.#held.session) this.#held.session.maxAge = rememberedFor
  }

  signOut(): void {
    for (const name of Object.keys(this.#held.session ?? {})) this.write(name, undefined)
    this.#held.sessionOptions['maxAge'] = this.#usualAge
    this.#ended = true
  }

  read(name: string): unknown {
    return this.#held.session?.[name]
  }

  write(name: string, value: unknown): void {
    const { session } = this.#held
    if (!session) return
    if (value === undefined) delete session[name]
    else Object.assign(session, { [hostUserKey]: this.#hostUser, [name]: value })
  }

  /** Writes what changed, and the cookie. A session that holds nothing any more ends. */
  async finish(): Promise<void> {
    const { session } = this.#held
    if (!session) return
    const names = Object.keys(session).filter(name => name !== 'isNew' && !name.startsWith('_'))
    const isEmptied = names.length === 0 ? this.#ended : names.every(name => name === hostUserKey)
    if (isEmptied) this.#held.session = null // which the commit takes for the end
    if (this.#ended && !isEmptied) await session.regenerate()
    else await session.manuallyCommit()
  }
}

/** IIS names another than when the session was opened. Nobody is no other: in mixed mode IIS names nobody at times. */
function isAnother(before: unknown, now: string | null): boolean {
  if (before === undefined || now === null) return false
  return String(before ?? '').toLowerCase() !== now.toLowerCase()
}
