/*
 * The HTML that our pages are written in, which is less than HTML allows, so that anything unescaped breaks it:
 *
 *     page      = *(text / "<!doctype html>" / end / tag)           ; text has no "<"
 *     end       = "</" name ">"
 *     tag       = "<" name *(blank attribute) [blank] ["/"] ">"
 *     attribute = name ["=" DQUOTE value DQUOTE]                    ; value has no DQUOTE, "<" or ">"
 */

export interface Tag {
  /** `/form` for an end. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

export interface Page {
  readonly tags: readonly Tag[]
  /** What does not follow the grammar, or would run something. */
  readonly faults: readonly string[]
}

const tagAtHere =
  /<([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:="[^"<>]*")?)*)\s*\/?>|<(\/[a-z][a-z0-9-]*)>|<!doctype html>/iy
const attribute = /([^\s"'<>/=]+)(?:="([^"<>]*)")?/g

export function readPage(text: string): Page {
  const tags: Tag[] = []
  const faults: string[] = []
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    tagAtHere.lastIndex = at
    const found = tagAtHere.exec(text)
    if (found) {
      const [, name, attributes = '', end] = found
      const tag = { name: (name ?? end ?? '!doctype').toLowerCase(), attributes: readAttributes(attributes) }
      tags.push(tag)
      if (isForbidden(tag)) faults.push(`runs or dresses something: ${found[0]}`)
    } else faults.push(`a < that begins no tag of ours: ${text.slice(at, at + 80)}`)
  }
  return { tags, faults }
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(attribute)]
  return new Map(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), decodeEntities(value)]))
}

/** Script and style of a page's own, or an attribute that only a name which broke out could have brought. */
function isForbidden({ name, attributes }: Tag): boolean {
  if (name === 'style' || (name === 'script' && !attributes.has('src'))) return true
  if ([...attributes.keys()].some(key => /^on|^style$|^srcdoc$|^data-out$/.test(key))) return true
  return [...attributes].some(
    ([key, value]) => /^(href|src|action)$/.test(key) && /^\s*(javascript|data|vbscript):/i.test(value),
  )
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
  })
}
