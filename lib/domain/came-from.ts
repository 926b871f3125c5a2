const letters = /^[A-Za-z0-9\-!#$%&'()*+,./:;=?@_~]+$/

/** Proxies take no endless header, and an address stands in one with each of its signs encoded once more. */
const longest = 2048

/**
 * Whether a sign-on may lead there: a path of this site, already encoded, and nothing that a browser or a proxy might
 * take for another host. Kallithea's rule; narrower only for an encoded slash or backslash right after the first slash,
 * and in length.
 */
export function mayReturnTo(target: string): boolean {
  return target.length <= longest && letters.test(target) && /^\/(?!\/|%2f|%5c)/i.test(target)
}
