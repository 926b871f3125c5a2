import { mayReturnTo } from '#domain/came-from.ts'
import type { Caller } from '#hosting/hosting.ts'

/**
 * This address for sign-on to return to: with the base path, and encoded where the browser did not. Null for one to
 * which it may not lead.
 */
export function returnAddress({ base }: Pick<Caller, 'base'>, url: string): string | null {
  const address = (base + url).replace(/[^A-Za-z0-9\-!#$%&'()*+,./:;=?@_~]/gu, encodeURIComponent)
  return mayReturnTo(address) ? address : null
}
