import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { StandIn } from '../helpers/iisnode/stand-in.ts'
import type { BenchPage, Side } from './pages.ts'
import { median, type Timed, timeRequest } from './request.ts'
import { openCounted, type Sides, signOn } from './sides.ts'

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
}

export interface Started {
  readonly first: number
  readonly later: number
}

export interface Measured {
  readonly page: BenchPage
  readonly times: Times
  readonly sizes: Readonly<Partial<Record<Asked, Size>>>
  /** Milliseconds of its first view in a fresh process that has answered the list of repositories. */
  readonly firstView: number
  /** Processes that its first view in such a process started, and the view after that. */
  readonly started: Started
}

export interface Memory {
  readonly start: number
  readonly peak: number
}

const browser = { 'Accept-Encoding': 'gzip, deflate, br, zstd' }

function ask(sides: Sides, page: BenchPage, asked: Asked): Promise<Timed> {
  const side = asked === 'compressed' ? 'ours' : asked
  const [kind = ''] = page.name.split('.')
  const address = sides.begin[side](kind) + (page.addresses[side] ?? '')
  return timeRequest(address, side === 'ours' ? { ...sides.headers, ...(asked === 'compressed' && browser) } : {})
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
  const samples = new Map(pages.map(page => [page.name, new Map<Asked, number[]>()]))
  for (let round = 0; round < rounds; round++) {
    for (const page of pages) {
      const order = askedOf(page)
      for (const asked of [...order.slice(round % order.length), ...order.slice(0, round % order.length)]) {
        const { status, milliseconds } = await ask(sides, page, asked)
        if (status !== 200) throw new Error(`${asked} answers ${page.name} with ${status}`)
        const list = samples.get(page.name)
        list?.set(asked, [...(list.get(asked) ?? []), milliseconds])
      }
    }
  }
  const reduce = (list: Map<Asked, number[]>, to: (values: readonly number[]) => number) =>
    Object.fromEntries([...list].map(([asked, values]) => [asked, to(values)]))
  return new Map(
    [...samples].map(([name, list]) => [
      name,
      { median: reduce(list, median), best: reduce(list, values => Math.min(...values)) },
    ]),
  )
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

/** A new process for every page. */
export async function measureFirstViews(
  sides: Sides,
  pages: readonly BenchPage[],
  rounds: number,
): Promise<Map<string, number>> {
  const samples = new Map(pages.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const page of pages) {
      await restart(sides)
      samples.get(page.name)?.push((await ask(sides, page, 'ours')).milliseconds)
    }
  }
  return new Map([...samples].map(([name, values]) => [name, median(values)]))
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

export async function countStarted(
  t: Parameters<typeof openCounted>[0],
  sides: Sides,
  pages: readonly BenchPage[],
): Promise<Map<string, Started>> {
  const { ours, started } = await openCounted(t, sides.site)
  const counted = { ...sides, begin: { ...sides.begin, ours: (kind: string) => `${ours.origin}/bench/${kind}` } }
  const headers = await signOn(ours)
  const all = new Map<string, Started>()
  for (const page of pages) {
    await restart({ ours, headers })
    const counts: number[] = [(await started()).length]
    for (let view = 0; view < 2; view++) {
      await ask({ ...counted, headers }, page, 'ours')
      counts.push((await started()).length)
    }
    const [before = 0, first = 0, later = 0] = counts
    all.set(page.name, { first: first - before, later: later - first })
  }
  return all
}

/** Megabytes of our process: now, and at most. */
export async function memoryOf(ours: StandIn): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${ours.processes().at(-1)}/status`, 'utf8')
  const read = (field: string) => Math.round(Number(new RegExp(`${field}:\\s*(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
  return { now: read('VmRSS'), peak: read('VmHWM') }
}
