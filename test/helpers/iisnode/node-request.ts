import { type ClientRequest, headerOf, type HeaderLine } from './client-request.ts'
import type { IisnodeSettings } from './settings.ts'

/** A server variable as latin1 bytes; undefined when IIS does not have it. */
export type Variables = (name: string) => string | undefined

interface Wanted {
  readonly request: ClientRequest
  readonly target: string
  readonly version: string
  /** X-Original-URL as URL Rewrite sets it; null leaves the client's. */
  readonly originalUrl: string | null
  readonly settings: IisnodeSettings
  readonly variables: Variables
}

/**
 * Request line and headers as iisnode writes them, byte for byte: known headers, the client's others, promoted
 * variables.
 */
export function nodeRequest({ request, target, version, originalUrl, settings, variables }: Wanted): Buffer {
  const known = knownHeaders.flatMap((name): HeaderLine[] => {
    const value = knownValue(request, name)
    return value === '' ? [] : [[name, value]]
  })
  const sent = request.headers.filter(([name]) => !isKnown(name) && !replaced(name, originalUrl))
  const others = originalUrl === null ? sent : [...sent, ['X-Original-URL', originalUrl] as const]
  const lines = [...known, ...withForwarded(others, settings, variables), ...promoted(settings, variables)]
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.from(`${request.method} ${target} HTTP/${version}\r\n${head}\r\n`, 'latin1')
}

function knownValue(request: ClientRequest, name: string): string {
  const value = headerOf(request, name.toLowerCase()) ?? ''
  if (name === 'Connection') return /^upgrade$/i.test(value) ? value : 'keep-alive'
  return name === 'Expect' && /^100-continue$/i.test(value) ? '' : value
}

function replaced(name: string, originalUrl: string | null): boolean {
  return originalUrl !== null && name.toLowerCase() === 'x-original-url'
}

/** In reverse order of the list; the list is not trimmed, so `A, B` names a variable " B" that nobody has. */
function promoted({ promoteServerVars }: IisnodeSettings, variables: Variables): HeaderLine[] {
  return promoteServerVars
    .split(',')
    .toReversed()
    .flatMap((name): HeaderLine[] => {
      const value = variables(name)
      return value === undefined ? [] : [[`X-iisnode-${name}`, value]]
    })
}

/**
 * With `enableXFF`. The client's value stays, and an address that it already ends with is not appended: iisnode's
 * own bug.
 */
function withForwarded(
  lines: readonly HeaderLine[],
  { enableXFF }: IisnodeSettings,
  variables: Variables,
): HeaderLine[] {
  if (!enableXFF) return [...lines]
  const address = variables('REMOTE_ADDR') ?? ''
  const before = lines.find(is('x-forwarded-for'))?.[1]
  const all = before === undefined || before.endsWith(address) ? (before ?? address) : `${before}, ${address}`
  const scheme: HeaderLine[] = lines.some(is('x-forwarded-proto'))
    ? []
    : [['X-Forwarded-Proto', variables('HTTPS') === 'on' ? 'https' : 'http']]
  return [...lines.filter(line => !is('x-forwarded-for')(line)), ['X-Forwarded-For', all], ...scheme]
}

function is(wanted: string): (line: HeaderLine) => boolean {
  return ([name]) => name.toLowerCase() === wanted
}

function isKnown(name: string): boolean {
  return knownHeaders.some(known => known.toLowerCase() === name.toLowerCase())
}

// the order and spelling of http.sys' own table
const knownHeaders = (
  'Cache-Control Connection Date Keep-Alive Pragma Trailer Transfer-Encoding Upgrade Via Warning Allow ' +
  'Content-Length ' +
  'Content-Type Content-Encoding Content-Language Content-Location Content-MD5 Content-Range Expires Last-Modified ' +
  'Accept Accept-Charset Accept-Encoding Accept-Language Authorization Cookie Expect From Host If-Match ' +
  'If-Modified-Since If-None-Match If-Range If-Unmodified-Since Max-Forwards Proxy-Authorization Referer Range Te ' +
  'Translate User-Agent'
).split(' ')
