import type { PluginValues } from './plugin.ts'

/**
 * A name as the web server says it:
 *
 *     name    = [ domain "\" ] account [ "@" domain ]
 *     domains = [ domain *( "," domain ) ]
 *     same    = [ domain 1*( "=" domain ) *( "," domain 1*( "=" domain ) ) ]
 *
 * The account is what Kallithea's *Clean username* leaves of the name; everything else is the domain, so a name that
 * has both parts is of a domain of its own. `.` is the domain of a name without one.
 */
export interface FullName {
  readonly account: string
  readonly domain: string
}

/** What stands before the first @, then what stands behind the last \. */
export function parseFullName(name: string): FullName {
  const [local = '', ...behind] = name.split('@')
  const border = local.lastIndexOf('\\')
  const [before, after] = [local.slice(0, Math.max(border, 0)), behind.join('@')]
  const domain = before !== '' && after !== '' ? `${before}@${after}` : before || after || '.'
  return { account: local.slice(border + 1), domain }
}

/** What an administrator said of domains. */
export interface Domains {
  /** Whether this name's domain is among those that may sign on. */
  mayEnter(name: string): boolean
  /** Whether both names are one person's. */
  isSame(one: string, other: string): boolean
}

export function readDomains(values: PluginValues): Domains {
  const main = readSame(values['domain_names'] ?? '')
  const keyOf = (domain: string) => main.get(caseless(domain)) ?? caseless(domain)
  const list = (values['domains'] ?? '').trim()
  const allowed = new Set(words(list, ',').map(keyOf))
  return {
    mayEnter: name => list === '' || allowed.has(keyOf(parseFullName(name).domain)),
    isSame(one, other) {
      const [a, b] = [parseFullName(one), parseFullName(other)]
      return caseless(a.account) === caseless(b.account) && keyOf(a.domain) === keyOf(b.domain)
    },
  }
}

/** A sentence for whoever wrote a list of domains that nobody can read; null where all is well. */
export function mistakeInDomains(list: string): string | null {
  const odd = list.trim() !== '' && list.split(',').some(part => !isDomain(part.trim()))
  return odd ? 'Domains are written like this: CORP, east.example.com' : null
}

export function mistakeInSame(text: string): string | null {
  if (text.trim() === '') return null
  const groups = text.split(',').map(group => group.split('=').map(part => part.trim()))
  if (groups.some(group => group.length < 2 || !group.every(isDomain))) {
    return 'The names of one domain are written like this: CORP = corp.example.com, EAST = east.example.com'
  }
  const all = groups.flat().map(caseless)
  return new Set(all).size < all.length ? 'A name stands here twice, so it would be of two domains.' : null
}

/** From every name of a domain to the first of them. Where a name stands twice, its first place counts. */
function readSame(text: string): ReadonlyMap<string, string> {
  const main = new Map<string, string>()
  for (const group of words(text, ',')) {
    const names = words(group, '=').map(caseless)
    for (const name of names) if (!main.has(name)) main.set(name, names[0] ?? name)
  }
  return main
}

function words(text: string, border: string): readonly string[] {
  return text
    .split(border)
    .map(word => word.trim())
    .filter(word => word !== '')
}

function isDomain(text: string): boolean {
  return /^[^\s\\@/=]+$/.test(text)
}

/** Windows takes a K (U+212A) and a k for two letters, as lower case alone does not. */
function caseless(text: string): string {
  return `${text.toLowerCase()} ${text.toUpperCase()}`
}
