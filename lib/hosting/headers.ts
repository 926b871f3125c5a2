import type { IncomingMessage } from 'node:http'

/**
 * Takes away what pretends to come from a host, and what Windows signed on with: nothing behind the host can see it.
 * `came` are the header lines as they came.
 */
export function removeHostHeaders(request: IncomingMessage, came: readonly HeaderLine[]): void {
  const { headers, rawHeaders } = request
  const lines = came.filter(([name, value]) => !isHostHeader(name) && !isWindowsLogon(name, value))
  rawHeaders.splice(0, Infinity, ...lines.flat())
  for (const name of Object.keys(headers)) if (isHostHeader(name)) delete headers[name]
  // Node keeps the first of several Authorization lines, which may be the one taken away
  const authorization = lines.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  if (authorization === undefined) delete headers.authorization
  else headers.authorization = authorization
  // Node would make it from as many lines as came in
  request.headersDistinct = distinct(lines)
}

export type HeaderLine = readonly [name: string, value: string]

/** The header lines as they came: spelling, order and repetition kept. */
export function headerLines({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): HeaderLine[] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, line) => [
    rawHeaders[2 * line] ?? '',
    rawHeaders[2 * line + 1] ?? '',
  ])
}

/** Pretends to come from a host. */
export function isHostHeader(name: string): boolean {
  return /^(x-(iisnode|forwarded|original|rewrite|iis|real)(-|$)|forwarded$)/.test(
    name.toLowerCase().replaceAll('_', '-'),
  )
}

/** What Windows signed on with. */
export function isWindowsLogon(name: string, value: string): boolean {
  return name.toLowerCase() === 'authorization' && /^(negotiate|ntlm)(\s|$)/i.test(value)
}

function distinct(lines: readonly (readonly [string, string])[]): NodeJS.Dict<string[]> {
  const values: NodeJS.Dict<string[]> = Object.create(null)
  for (const [name, value] of lines) (values[name.toLowerCase()] ??= []).push(value)
  return values
}
