import type { Caller } from '#hosting/hosting.ts'

/** This address for sign-on to return to: with the base path, and encoded where the browser did not. */
export function returnAddress({ base }: Pick<Caller, 'base'>, url: string): string {
  return (base + url).replace(/[^A-Za-z0-9\-!#$%&'()*+,./:;=?@_~]/gu, encodeURIComponent)
}
