/**
 * The mount path in `/LM/W3SVC/1/ROOT/kallithea` as an address writes it: `/kallithea`, or '' at the root of a
 * site.
 */
export function parseBasePath(applMdPath: string): string {
  const below = /^\/LM\/W3SVC\/\d+\/ROOT(\/.*?)?\/*$/i.exec(applMdPath)?.[1] ?? ''
  return below.split('/').map(encodeURIComponent).join('/')
}

export interface SplitUrl {
  /** The base in the letters of the client. */
  readonly written: string
  /** What the application routes on; begins with a slash. */
  readonly rest: string
}

/** Cuts the base off, in whatever letters it is written, as IIS does; null when the address is not below it. */
export function splitBasePath(url: string, base: string): SplitUrl | null {
  const depth = base.split('/').length - 1
  const written = new RegExp(`^(?:/[^/?]+){${depth}}(?=[/?]|$)`).exec(url)?.[0]
  if (written === undefined || fold(written) !== fold(base)) return null
  const rest = url.slice(written.length)
  return { written, rest: rest.startsWith('/') ? rest : `/${rest}` }
}

/**
 * Path and query of a request target, which may be `http://host/path`; null when it is no path. Bytes beyond ASCII
 * become `%XX`.
 */
export function originForm(target: string): string | null {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '')
  const url = path === '' || (path !== target && !path.startsWith('/')) ? `/${path}` : path
  if (target === '' || !url.startsWith('/')) return null
  return url.replace(/[^\x21-\x7e]/g, byte => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

function fold(path: string): string {
  try {
    return decodeURIComponent(path).toLowerCase()
  } catch {
    return path
  }
}
