import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type StandIn, type StandInOptions, startStandIn } from './stand-in.ts'

/** A stand-in with a program behind it that knows nothing of iisnode; `raw` speaks HTTP by hand. */
export function startNaive(
  t: Parameters<typeof startStandIn>[0],
  { kind = 'naive', ...options }: StandInOptions & { readonly kind?: 'naive' | 'raw' } = {},
): Promise<StandIn> {
  const program = fileURLToPath(new URL(`${kind}-server.ts`, import.meta.url))
  return startStandIn(t, { authentication: 'anonymous', ...options, program })
}

/** Changes an attribute of `<iisnode>` in web.config, or adds it. */
export function withAttribute(name: string, value: string | number): (webConfig: string) => string {
  return text => text.replace(new RegExp(`\\s${name}="[^"]*"`), '').replace('<iisnode', `<iisnode ${name}="${value}"`)
}

/** Waits as long as it takes. */
export async function until(look: () => unknown): Promise<void> {
  while (!(await look())) await sleep(20)
}
