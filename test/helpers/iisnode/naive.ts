import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { seenIn } from './echo.ts'
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

/** Until so many requests have reached the program and wait there. */
export function isHeld(iis: StandIn, count = 1): Promise<void> {
  return until(async () => (await iis.logs()).match(/holds a request/g)?.length === count)
}

/** The process that answers now. */
export async function pidOf(iis: StandIn): Promise<number> {
  return seenIn(await iis.ask('/')).pid
}

/** How iisnode fails now, by its sub-status; undefined when it does not. */
export async function failureOf(iis: StandIn): Promise<string | readonly string[] | undefined> {
  return (await iis.ask('/')).headers['x-emul-substatus']
}
