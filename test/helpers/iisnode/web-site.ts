import type { TargetMode } from './target.ts'
import type { Authentication, SignOn } from './windows-authentication.ts'

/** One IIS site, or an application below one, in front of the processes. */
export interface WebSite {
  readonly instanceId: number
  /** '' or `/kallithea`. */
  readonly base: string
  readonly authentication: Authentication
  readonly filtering: boolean
  readonly anonymousUser: 'empty' | 'undefined'
  readonly target: TargetMode
  /** What node is told of the client's HTTP version; null is the truth. */
  readonly version: string | null
  readonly https: boolean
  readonly maxRequestBytes: number
  /** Server variables that IIS answers otherwise than usual; undefined has none. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Whose Kerberos ticket a client without `Authorization` has, where Windows asks for one. */
  readonly ticket: string | null
  /** Windows authentication by real tickets. */
  readonly signOn: SignOn | null
}
