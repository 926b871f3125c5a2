/**
 * How the address reaches node: rewritten and normalised as seen, rewritten and decoded as documented, or not
 * rewritten.
 */
export type TargetMode = 'normalised' | 'decoded' | 'norewrite'

/** The request target that iisnode writes, as latin1 bytes. */
export function targetOf(target: string, mode: TargetMode): string {
  const [path = '', query] = target.replace(/^https?:\/\/[^/?]*/i, '').split(/\?(.*)/s)
  const decoded = percentDecode(path === '' ? '/' : path)
  const written =
    mode === 'normalised'
      ? decoded.replace(/[ %\u{80}-\u{10ffff}]/gu, encodeURIComponent)
      : Buffer.from(decoded, 'utf8').toString('latin1')
  return query === undefined ? written : `${written}?${query}`
}

/** Every `%XX` once; bytes that are no UTF-8 stay one character each. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}
