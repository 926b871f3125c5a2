import type { GroupRow } from '#db/repository-groups.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { Settings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import type { Visitor } from '#domain/visitor.ts'
import type { Caller } from '#hosting/hosting.ts'
import type { Repository } from '#vcs/repository.ts'
import type { Needs, Params, Query, Route, Scope } from './route.ts'

/** All that a page knows about the request. Read-only; made once by the middleware. */
export interface Visit {
  readonly site: Site
  /** What administrators set in the browser, as of this request. */
  readonly settings: Settings
  /** Who asks, and what they may. */
  readonly visitor: Visitor
  readonly caller: Caller
  readonly now: Date
  readonly query: URLSearchParams
  /** Fields of a sent form; empty for GET. */
  readonly form: URLSearchParams
  /** Path and query as asked, encoded, without the base path. */
  readonly url: string
  /** `https://host[:port]` of this request, without the base path. */
  readonly origin: string
  /** Says that this page will be another one the next time: something took too long and is missing. */
  passing(): void
  /** Asked by a script that says so, in a header that no other site can make a browser send. */
  readonly fromScript: boolean
  /** Asked by a script of Kallithea's for a part of the page alone. */
  readonly partial: boolean
  /** What the person chose for the look; null follows the system. */
  readonly look: Look
  /** The CSRF token for a form. Asking for it opens a session. */
  csrf(): string
  /** Said once, on the next page this person sees. */
  flash(tone: Tone, sentence: string): void
  /** What was said by `flash`; reading takes it away. */
  takeFlashes(): readonly Flash[]
  readonly session: VisitSession
  /** English text with {placeholders} in the language of the visit. */
  t(text: string, values?: Readonly<Record<string, string | number>>): string
  /** An address of this site, base path included. */
  to<Pattern extends string, Where extends Scope>(
    route: Route<Pattern, Where>,
    needs: Needs<Pattern, Where>,
    query?: Query,
  ): string
  /** The content-hashed address of a file in lib/web/public. */
  asset(name: string): string
  /** Remembers a choice of the look in a cookie of this application; null forgets it. */
  choose(name: keyof Look, value: string | null): void
}

export interface Look {
  readonly theme: 'light' | 'dark' | null
  readonly density: 'compact' | null
  readonly wrap: boolean
  /** Whether single letters on the keyboard do something. */
  readonly keys: 'on' | 'off'
}

export type Tone = 'ok' | 'warn' | 'bad'

export interface Flash {
  readonly tone: Tone
  readonly sentence: string
}

/** The session of this browser; nothing is stored until something must be remembered. */
export interface VisitSession {
  /** Ends the old session, opens a new one for this account under a new id. */
  signIn(userId: number, how: { readonly external: boolean; readonly remember: boolean }): void
  signOut(): void
  read(name: string): unknown
  write(name: string, value: unknown): void
}

export interface RepositoryVisit extends Visit {
  readonly repository: RepositoryRow
  /** The groups it stands in, outermost first. */
  readonly groups: readonly GroupRow[]
  /** Opened already; its lock was checked. */
  readonly vcs: Repository
}

export interface GroupVisit extends Visit {
  readonly group: GroupRow
  /** The groups it stands in, outermost first. */
  readonly groups: readonly GroupRow[]
}

/** The visit of a page at this route, with the parameters of its pattern, decoded. */
export type VisitAt<Pattern extends string, Where extends Scope> = (Where extends 'repository'
  ? RepositoryVisit
  : Where extends 'group'
    ? GroupVisit
    : Visit) & { readonly params: Params<Pattern> }
