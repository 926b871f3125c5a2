import { decodeHeader } from './account.ts'
import type { HeaderLine } from './headers.ts'

/** The headers of a trusted proxy as a WSGI environment has them: `X-Forwarded-User` is HTTP_X_FORWARDED_USER. */
export function forwardedEnvironment(lines: readonly HeaderLine[]): Map<string, string> {
  const environment = new Map<string, string>()
  const repeated = new Set<string>()
  for (const [name, value] of lines) {
    if (!mayEnter(name)) continue
    const variable = `HTTP_${name.toUpperCase().replaceAll('-', '_')}`
    const before = environment.get(variable)
    if (before !== undefined) repeated.add(variable)
    environment.set(variable, before === undefined ? decodeHeader(value) : `${before}, ${decodeHeader(value)}`)
  }
  // one of the lines may be a client's; a joined user name is refused as a whole
  for (const variable of repeated) if (!joined.has(variable)) environment.delete(variable)
  return environment
}

const joined = new Set(['HTTP_X_FORWARDED_FOR', 'HTTP_X_FORWARDED_USER'])

/**
 * A name with `_` would fall together with a name with `-`; secrets are no facts; what iisnode says is said by
 * iisnode.
 */
function mayEnter(name: string): boolean {
  return !name.includes('_') && !/^(x-iisnode-.*|cookie|authorization|proxy-authorization)$/i.test(name)
}
