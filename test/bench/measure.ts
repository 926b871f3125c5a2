import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { StandIn } from '../helpers/iisnode/stand-in.ts'
import type { BenchPage, Side } from './pages.ts'
import { median, type Timed, timeRequest } from './request.ts'
import { beginOurs, openCounted, type Sides, signOn } from './sides.ts'

/** `compressed` is ours as a browser asks it: it takes compressed text. */
export type Asked = Side | 'compressed'

export interface Size {
  readonly plain: number
  readonly compressed: number
}

/** Milliseconds of the rounds: the median, and the least, which a busy machine disturbs less. */
export interface Times {
  readonly median: Readonly<Partial<Record<Asked, number>>>
  readonly best: Readonly<Partial<Record<Asked, number>>>
  /** How long processors were busy, the mean. */
  readonly busy: Readonly<Partial<Record<Asked, number>>>
}

/** Processes that the first view in a fresh process started, and the view after that. */
export interface Started {
  readonly first: number
  readonly later: number
}

export interface Measured {
  readonly page: BenchPage
  readonly times: Times
  readonly sizes: Readonly<Partial<Record<Asked, Size>>>
  readonly fresh: Fresh
}

export interface Memory {
  readonly start: number
  readonly peak: number
}

const browser = { 'Accept-Encoding': 'gzip, deflate, br, zstd' }

function ask(sides: Pick<Sides, 'begin' | 'headers'>, page: BenchPage, asked: Asked): Promise<Timed> {
  const side = sideOf(asked)
  const [kind = ''] = page.name.split('.')
  const address = sides.begin[side](kind) + (page.addresses[side] ?? '')
  return timeRequest(address, side === 'ours' ? { ...sides.headers, ...(asked === 'compressed' && browser) } : {})
}

function sideOf(asked: Asked): Side {
  return asked === 'compressed' ? 'ours' : asked
}

function askedOf(page: BenchPage): Asked[] {
  const others = (['cgit', 'gitweb', 'hgweb'] as const).filter(side => page.addresses[side] !== undefined)
  return ['ours', ...others, 'compressed']
}

/** Refuses to measure a side that shows something else; how long its pages are. */
export async function checkSides(sides: Sides, pages: readonly BenchPage[]): Promise<Map<string, Measured['sizes']>> {
  const all = new Map<string, Measured['sizes']>()
  for (const page of pages) {
    const sizes: Partial<Record<Asked, Size>> = {}
    for (const asked of askedOf(page)) {
      const { status, bytes } = await ask(sides, page, asked)
      if (asked === 'compressed') sizes[asked] = { plain: sizes.ours?.plain ?? 0, compressed: bytes.length }
      else if (status !== 200 || !bytes.includes(page.shows))
        throw new Error(
          `${asked} answers ${page.name} with ${status}, without "${page.shows}": ${page.addresses[asked]}`,
        )
      else sizes[asked] = { plain: bytes.length, compressed: gzipSync(bytes).length }
    }
    all.set(page.name, sizes)
  }
  return all
}

/** Everybody in turn, so that a busy moment of the machine hits all of them. */
export async function measureTimes(
  sides: Sides,
  pages: readonly BenchPage[],
  rounds: number,
): Promise<Map<string, Times>> {
  const all = new Map(pages.map(({ name }) => [name, new Map<Asked, Sample[]>()]))
  for (let round = 0; round < rounds; round++) {
    for (const page of pages) {
      const order = askedOf(page)
      for (const asked of [...order.slice(round % order.length), ...order.slice(0, round % order.length)]) {
        const samples = all.get(page.name)
        samples?.set(asked, [...(samples.get(asked) ?? []), await takeSample(sides, page, asked)])
      }
    }
  }
  return new Map([...all].map(([name, samples]) => [name, timesOf(samples)]))
}

interface Sample {
  readonly milliseconds: number
  readonly busy: number
}

async function takeSample(sides: Sides, page: BenchPage, asked: Asked): Promise<Sample> {
  const processorTime = sides.processorTime[sideOf(asked)]
  const before = processorTime()
  const { status, milliseconds } = await ask(sides, page, asked)
  if (status !== 200) throw new Error(`${asked} answers ${page.name} with ${status}`)
  return { milliseconds, busy: processorTime() - before }
}

function timesOf(all: ReadonlyMap<Asked, readonly Sample[]>): Times {
  const reduce = (to: (samples: readonly Sample[]) => number) =>
    Object.fromEntries([...all].map(([asked, samples]) => [asked, to(samples)]))
  const clock = (samples: readonly Sample[]) => samples.map(({ milliseconds }) => milliseconds)
  return {
    median: reduce(samples => median(clock(samples))),
    best: reduce(samples => Math.min(...clock(samples))),
    busy: reduce(samples => samples.reduce((sum, { busy }) => sum + busy, 0) / samples.length),
  }
}

export interface Nothing {
  /** A CGI program that does nothing. */
  readonly cgi: number
  /** Our own page that opens nothing. */
  readonly ours: number
}

/** What everything costs before a page is made. */
export async function measureNothing({ ours, nothing }: Sides): Promise<Nothing> {
  const [cgi, own]: number[][] = [[], []]
  for (let round = 0; round < 15; round++) {
    cgi?.push((await timeRequest(nothing)).milliseconds)
    own?.push((await timeRequest(`${ours.address}-/health`)).milliseconds)
  }
  return { cgi: median(cgi ?? []), ours: median(own ?? []) }
}

/** How it is in a fresh process that has answered the list of repositories. */
export interface Fresh {
  /** Milliseconds of the first view, the median. */
  readonly firstView: number
  readonly started: Started
}

/** A new process for every page, and two views of it. */
export async function measureFresh(
  t: Parameters<typeof openCounted>[0],
  { site, begin }: Sides,
  pages: readonly BenchPage[],
  rounds: number,
): Promise<Map<string, Fresh>> {
  const { ours, started } = await openCounted(t, site)
  const headers = await signOn(ours)
  const sides = { ours, headers, begin: { ...begin, ours: beginOurs(ours) } }
  const all = new Map<string, Fresh>()
  for (const page of pages) {
    const samples: number[] = []
    const most = { first: 0, later: 0 }
    for (let round = 0; round < rounds; round++) {
      await restart(sides)
      for (const view of ['first', 'later'] as const) {
        const before = (await started()).length
        const { milliseconds } = await ask(sides, page, 'ours')
        if (view === 'first') samples.push(milliseconds)
        most[view] = Math.max(most[view], (await started()).length - before)
      }
    }
    all.set(page.name, { firstView: median(samples), started: most })
  }
  return all
}

/** The start of node included: what a visitor waits for after a recycle. */
export async function measureCold(sides: Sides, page: BenchPage, rounds: number): Promise<number> {
  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    sides.ours.kill()
    samples.push((await ask(sides, page, 'ours')).milliseconds)
  }
  return median(samples)
}

/** A fresh process that has answered the list of repositories. */
export async function restart({ ours, headers }: Pick<Sides, 'ours' | 'headers'>): Promise<void> {
  ours.kill()
  await timeRequest(ours.address, headers)
}

/** Megabytes of our process: now, and at most. */
export async function memoryOf(ours: StandIn): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${ours.processes().at(-1)}/status`, 'utf8')
  const read = (field: string) => Math.round(Number(new RegExp(`${field}:\\s*(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
  return { now: read('VmRSS'), peak: read('VmHWM') }
}
