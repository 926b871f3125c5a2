import { type Handover, makeHandover } from '#hosting/handover.ts'
import { RefusalLog } from '#hosting/refusals.ts'

/** What a made-up host handed over: these header lines, for somebody or nobody. */
export function madeHandover(user: string | null, headers: Readonly<Record<string, string>> = {}): () => Handover {
  const lines = Object.entries(headers)
  const nobody = user === null ? 'not signed on' : null
  const refusals = new RefusalLog()
  return () => makeHandover({ host: 'iisnode', lines, refusals, variables: new Map(), nobody })
}
