/** Where a document lies: what its relative links and images mean. */
export interface Place {
  /** Folder of the document in its repository, '' for the root. */
  readonly folder: string
  /** Address of the repository's root as pages, with a slash at its end. */
  readonly pages: string
  /** Address of the repository's root as bytes, with a slash at its end. */
  readonly bytes: string
}

/** Before the ids of a document, so that none of them stands for something of the page. */
export const idPrefix = 'user-content-'

const scheme = /^[a-z][a-z0-9+.-]*:/i

export function isAbsolute(address: string): boolean {
  return scheme.test(address) || address.startsWith('//')
}

/** `../b.md#part` → the page of that file. What leaves the repository leads to its root. */
export function pageAddress(address: string, place: Place): string {
  if (address.startsWith('#')) return partOf(address)
  if (isAbsolute(address)) return address
  const [, path = '', query = '', part = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(address) ?? []
  return place.pages + resolvePath(path, place.folder) + encodeQuery(query) + partOf(part)
}

export function imageAddress(address: string, place: Place): string {
  if (isAbsolute(address)) return address
  return place.bytes + resolvePath(address.replace(/[?#].*$/s, ''), place.folder)
}

function partOf(part: string): string {
  if (part === '' || /^#L\d/.test(part)) return part
  return `#${idPrefix}${encodeURIComponent(decode(part.slice(1)))}`
}

function resolvePath(path: string, folder: string): string {
  const segments = path.startsWith('/') ? [] : folder.split('/')
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.') segments.push(decode(segment))
  }
  return segments
    .filter(segment => segment !== '')
    .map(encodeURIComponent)
    .join('/')
}

function encodeQuery(query: string): string {
  return query.replace(/[^\w?=&.+%~-]/g, encodeURIComponent)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a percent sign that was meant as one
  }
}
