/** A label that somebody wrote into a description, or what stands between them. */
export type Labelled =
  | { readonly kind: 'text'; readonly text: string }
  /** `[stale]`, `[lang => python]` */
  | { readonly kind: 'label'; readonly text: string }
  /** `[see => …]`, `[license => …]`: leads somewhere. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  /** `[requires => …]` and the like: another repository. */
  | { readonly kind: 'repository'; readonly text: string; readonly name: string }

const label =
  /\[(?:(see|license|requires|recommends|conflicts|base|lang|language) *=> *([^\s\][][^\][\n]{0,200})|([a-z]+))\]/g

/** The labels of a description, as Kallithea writes them. */
export function parseLabels(text: string): readonly Labelled[] {
  const pieces: Labelled[] = []
  let at = 0
  for (const match of text.matchAll(label)) {
    if (match.index > at) pieces.push({ kind: 'text', text: text.slice(at, match.index) })
    const [whole, key, value = '', word = ''] = match
    pieces.push(key === undefined ? { kind: 'label', text: word } : labelOf(key, value.trim()))
    at = match.index + whole.length
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) })
  return pieces
}

function labelOf(key: string, value: string): Labelled {
  if (key === 'lang' || key === 'language') return { kind: 'label', text: value }
  const text = `${key}: ${value}`
  if (key === 'license') {
    return { kind: 'link', text: value, href: `https://opensource.org/licenses/${encodeURIComponent(value)}` }
  }
  if (key !== 'see') return { kind: 'repository', text, name: value.replace(/^\/+/, '') }
  return /^https?:\/\//.test(value) ? { kind: 'link', text, href: value } : { kind: 'label', text }
}
