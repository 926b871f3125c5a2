import { fileURLToPath } from 'node:url'
import type { Answer } from './client.ts'
import type { Echo } from './echo-server.ts'
import { type StandIn, type StandInOptions, startStandIn } from './stand-in.ts'

export type { Echo } from './echo-server.ts'

/** A stand-in with a program behind the host that shows what it was handed. */
export function startEcho(t: Parameters<typeof startStandIn>[0], options: StandInOptions = {}): Promise<StandIn> {
  const environment = { DEBUG: 'kallithea:*', ...options.environment }
  return startStandIn(t, {
    ...options,
    environment,
    program: fileURLToPath(new URL('echo-server.ts', import.meta.url)),
  })
}

/** What the program saw. */
export function seenIn({ text }: Pick<Answer, 'text'>): Echo {
  const body = text.includes('\r\n\r\n') ? unchunk(text.slice(text.indexOf('\r\n\r\n') + 4)) : text
  return JSON.parse(body) as Echo // the program is ours
}

function unchunk(text: string): string {
  const match = /^([0-9a-f]+)\r\n(.*)$/s.exec(text)
  return match === null ? text : (match[2] ?? '').slice(0, Number.parseInt(match[1] ?? '', 16))
}
