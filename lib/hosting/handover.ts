import { redact } from '#trace/redact.ts'
import { decodeHeader } from './account.ts'
import { type HeaderLine, isHostHeader, isWindowsLogon } from './headers.ts'
import { type PromotedVariable, promotedVariables } from './promoted.ts'
import type { HostRefusal, RefusalLog } from './refusals.ts'
import { readSignOn, type SignOn } from './sign-on.ts'

/** What the host handed over with one request, secrets taken out. */
export interface Handover {
  readonly host: 'iisnode' | 'http'
  /** Spelling, order and repetition as they came. */
  readonly lines: readonly HandedLine[]
  /** The server variables that web.config is to promote, and what came of each; null did not come. None from a port. */
  readonly variables: readonly { readonly name: PromotedVariable; readonly value: string | null }[]
  readonly signOn: SignOn
  /** Why the host names nobody; null where it names somebody. */
  readonly nobody: Nobody | null
  /** What this process refused before any page, the last ones. */
  readonly refused: readonly HostRefusal[]
}

/** `no person`: a machine, or an account of Windows itself. `site for clients`: git and hg come there, by tokens. */
export type Nobody = 'not signed on' | 'unknown kind' | 'no person' | 'site for clients'

export interface HandedLine {
  readonly name: string
  /** Never a secret. */
  readonly value: string
  /** trusted: the host itself said it. proxy: the proxy that is believed did. removed: no part of us sees it. */
  readonly fate: 'trusted' | 'proxy' | 'removed' | 'passed'
  /** There is another line of this name. */
  readonly isRepeated: boolean
}

interface Came {
  readonly host: Handover['host']
  readonly lines: readonly HeaderLine[]
  readonly refusals: RefusalLog
  /** What iisnode appended; null where no iisnode is. */
  readonly variables: ReadonlyMap<PromotedVariable, string> | null
  /** Whether the proxy that is believed sent it. */
  readonly isProxy?: boolean
  readonly nobody: Nobody | null
}

export function makeHandover({ host, lines, refusals, variables, isProxy = false, nobody }: Came): Handover {
  const trustedFrom = lines.length - (variables?.size ?? 0)
  const authorization = lines.findLast(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? null
  const count = (wanted: string) => lines.filter(([name]) => name.toLowerCase() === wanted).length
  return {
    host,
    lines: lines.map(([name, value], index) => ({
      name,
      value: shown(name, value),
      fate: index >= trustedFrom ? 'trusted' : fateOf([name, value], isProxy),
      isRepeated: count(name.toLowerCase()) > 1,
    })),
    variables: variables === null ? [] : promotedVariables.map(name => ({ name, value: told(variables.get(name)) })),
    signOn: readSignOn(authorization),
    nobody,
    refused: refusals.list(),
  }
}

function fateOf([name, value]: HeaderLine, isProxy: boolean): HandedLine['fate'] {
  if (isProxy && /^x-forwarded-/i.test(name)) return 'proxy'
  return isHostHeader(name) || isWindowsLogon(name, value) ? 'removed' : 'passed'
}

function told(value: string | undefined): string | null {
  return value === undefined ? null : redact(decodeHeader(value))
}

/** Of what may open a door only how it begins and how long it is. */
function shown(name: string, value: string): string {
  if (/^(proxy-)?authorization$/i.test(name)) return `${/^\S*/.exec(value)?.[0]} … (${value.length})`
  if (/cookie|token|secret|passw|api.?key|csrf/i.test(name)) return `… (${value.length})`
  return redact(decodeHeader(value))
}
