import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeSite } from '../helpers/site.ts'
import { processorTime } from './processor-time.ts'
import { median } from './request.ts'

/*
 *     node test/bench/cold-start.ts                  from the start of node to the first page, through the stand-in
 *     node test/bench/cold-start.ts --rounds=31
 *     node test/bench/cold-start.ts --program=FILE   also with FILE in place of server.ts, as a bundle
 */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, program: { type: 'string' } } })

interface Variant {
  readonly name: string
  readonly environment: Readonly<Record<string, string>>
  readonly program?: string
}

interface Start {
  readonly clock: number
  readonly busy: number
}

async function measure(): Promise<void> {
  const closers: (() => unknown)[] = []
  const t = { teardown: (run: () => unknown) => void closers.unshift(run) }
  const cache = await mkdtemp(path.join(tmpdir(), 'cold-start-'))
  closers.push(() => rm(cache, { recursive: true, force: true }))
  try {
    const { ini } = await makeSite(t)
    const folder = (name: string) => ({ NODE_COMPILE_CACHE: path.join(cache, name) })
    const variants: readonly Variant[] = [
      { name: 'types stripped', environment: { NODE_DISABLE_COMPILE_CACHE: '1' } },
      { name: 'types stripped, compile cache', environment: folder('sources') },
      ...(values.program === undefined ? [] : bundles(path.resolve(values.program), folder)),
    ]
    const sides = await Promise.all(
      variants.map(async ({ name, ...options }) => {
        // iisnode tries every 250 ms, which would hide the differences
        const editYml = (text: string) => `${text}namedPipeConnectionRetryDelay: 5\nmaxNamedPipeConnectionRetry: 9999\n`
        return {
          name,
          iis: await startStandIn(t, { ini, editYml, authentication: 'anonymous', ...options }),
          starts: [] as Start[],
        }
      }),
    )
    for (const { iis } of sides) await startOnce(iis)
    await sleep(10_000) // the caches are filled when the first pages were made
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const { iis, starts } of sides) starts.push(await startOnce(iis))
    }
    for (const { name, starts } of sides) console.log(`${name}: ${told(starts)}`)
  } finally {
    for (const close of closers) await close()
  }
}

function bundles(program: string, folder: (name: string) => Variant['environment']): readonly Variant[] {
  return [
    { name: 'bundle', environment: { NODE_DISABLE_COMPILE_CACHE: '1' }, program },
    { name: 'bundle, compile cache', environment: folder('bundle'), program },
  ]
}

/** Of a process that was not there: until its first page is here, and how long it kept processors busy. */
async function startOnce(iis: StandIn): Promise<Start> {
  iis.kill()
  const begin = performance.now()
  const { status } = await iis.ask('/')
  const clock = performance.now() - begin
  if (status !== 200) throw new Error(`the first page is ${status}: ${await iis.logs()}`)
  return { clock, busy: Math.max(...iis.processes().map(processorTime)) }
}

function told(starts: readonly Start[]): string {
  const clock = starts.map(start => start.clock)
  const numbers = [median(clock), Math.min(...clock), median(starts.map(({ busy }) => busy))]
  const [middle, best, busy] = numbers.map(number => Math.round(number))
  return `${middle} ms, at best ${best} ms; processors busy for ${busy} ms`
}

void measure()
