/** The server variables that web.config promotes, in its order; on the wire they come last and in reverse. */
export const promotedVariables = [
  'INSTANCE_ID',
  'REMOTE_USER',
  'LOGON_USER',
  'AUTH_TYPE',
  'REMOTE_ADDR',
  'HTTPS',
  'SERVER_PORT',
  'APPL_MD_PATH',
  'UNENCODED_URL',
] as const

export type PromotedVariable = (typeof promotedVariables)[number]

/** What iisnode appended, or the line a client pretended it with. Empty variables: iisnode appended nothing. */
export type Promoted = { readonly variables: ReadonlyMap<PromotedVariable, string> } | { readonly forged: string }

/**
 * Reads the block that iisnode writes behind everything a client sent:
 *
 *     block = [UNENCODED_URL] [APPL_MD_PATH] … [REMOTE_USER] INSTANCE_ID      each line `X-iisnode-<name>`, exactly so
 *
 * The block ends the request: without INSTANCE_ID as the very last line there is none, and a line of that family
 * anywhere else was sent by a client, or the end was cut off.
 */
export function readPromoted(rawHeaders: readonly string[]): Promoted {
  const variables = new Map<PromotedVariable, string>()
  let end = rawHeaders.length
  for (const variable of promotedVariables) {
    const isNext = rawHeaders[end - 2] === `X-iisnode-${variable}`
    if (variable === 'INSTANCE_ID' && !isNext) break
    if (!isNext) continue
    variables.set(variable, rawHeaders[end - 1] ?? '')
    end -= 2
  }
  const forged = rawHeaders.slice(0, end).find((text, index) => index % 2 === 0 && /^x[-_]iisnode[-_]/i.test(text))
  return forged === undefined ? { variables } : { forged }
}
