import { readFile, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { project } from '../helpers/source.ts'
import { openCorpus } from './corpus.ts'
import { checkSides, measureCold, measureFresh, measureNothing, measureTimes, memoryOf, restart } from './measure.ts'
import { listPages } from './pages.ts'
import { goals, renew, report } from './report.ts'
import { openSides } from './sides.ts'

/*
 *     npm run bench                                  all pages
 *     npm run bench -- --only=git.file,hg.log        these
 *     npm run bench -- --rounds=31 --write           more rounds; writes docs/benchmarks.md
 */

const docs = path.join(project, 'docs/benchmarks.md')
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '15' },
    write: { type: 'boolean', default: false },
  },
})

async function bench(): Promise<void> {
  const closers: (() => unknown)[] = []
  const t = { teardown: (run: () => unknown) => void closers.unshift(run) }
  try {
    const rounds = Math.max(1, Number(values.rounds) || 1)
    const corpus = await openCorpus(say)
    const only = values.only.split(',').filter(name => name !== '')
    const pages = listPages(corpus).filter(({ name }) => only.length === 0 || only.includes(name))
    const [first] = pages
    if (!first)
      throw new Error(
        `no such page; there are ${listPages(corpus)
          .map(({ name }) => name)
          .join(' ')}`,
      )
    say('starting everybody')
    const sides = await openSides(t, corpus)
    const few = Math.min(Math.ceil(rounds / 5), 3)
    say('checking what they show')
    const sizes = await checkSides(sides, pages)
    await restart(sides)
    const start = (await memoryOf(sides.ours)).now
    await checkSides(sides, pages)
    say(`${rounds} rounds`)
    const before = loadavg()[0] ?? 0
    const times = await measureTimes(sides, pages, rounds)
    const load = [before, loadavg()[0] ?? 0]
    const { peak } = await memoryOf(sides.ours)
    const nothing = await measureNothing(sides)
    say('first views in fresh processes')
    const fresh = await measureFresh(t, sides, pages, few)
    const cold = await measureCold(sides, first, few)
    const measured = pages.map(page => ({
      page,
      times: times.get(page.name) ?? { median: {}, best: {}, busy: {} },
      sizes: sizes.get(page.name) ?? {},
      fresh: fresh.get(page.name) ?? { firstView: 0, started: { first: 0, later: 0 } },
    }))
    const run = {
      corpus,
      measured,
      rounds,
      cold: { page: first.name, milliseconds: cold },
      memory: { start, peak },
      nothing,
      load,
    }
    say(`\n${report(run)}`)
    if (values.write) await writeFile(docs, renew(await readFile(docs, 'utf8'), run))
    if (goals(measured).length > 0) process.exitCode = 1
  } finally {
    for (const close of closers) await close()
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
void bench()
