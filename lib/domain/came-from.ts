const letters = /^[A-Za-z0-9\-!#$%&'()*+,./:;=?@_~]+$/

/**
 * Whether a sign-on may lead there: a path of this site, already encoded, and nothing that a browser or a proxy might
 * take for another host. Kallithea's rule; narrower only for an encoded slash or backslash right after the first slash.
 */
export function mayReturnTo(target: string): boolean {
  return letters.test(target) && /^\/(?!\/|%2f|%5c)/i.test(target)
}
