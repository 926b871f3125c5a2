import type { Edit } from '#vcs/repository.ts'
import { block, newNumber, readme, startOf } from './sample-texts.ts'

/** One commit of the sample; parents are numbers of steps before it. */
export interface SampleStep {
  readonly parents: readonly number[]
  readonly branch: string
  readonly author: string
  readonly message: string
  readonly date: Date
  readonly files: ReadonlyMap<string, Buffer | null>
  readonly more?: Pick<Edit, 'copied' | 'closesBranch' | 'bookmark'>
}

/** A line of work: where it stands, and the files it changes. */
interface Line {
  readonly name: string
  readonly own: readonly string[]
  step: number
  texts: Map<string, string>
}

type Write = (line: Line, message: string, changes: ReadonlyMap<string, string | null>, more?: More) => SampleStep

interface More extends Pick<Edit, 'copied' | 'closesBranch' | 'bookmark'> {
  readonly merged?: Line
}

const authors = [
  'Ada Lind <ada@example.com>',
  'Boris Wolf <boris@example.com>',
  'Chiara Neri <chiara@example.com>',
  'Dörte Ahlers <doerte@example.com>',
]
const mainFiles = [
  'README.md',
  'src/tides/moon.py',
  'src/tides/harbour.py',
  'src/web/chart.ts',
  'src/native/fourier.c',
  'db/schema.sql',
  'tools/fetch.sh',
]
const firstDay = Date.UTC(2024, 0, 8, 7, 30)
const hour = 3_600_000

/** The same history each time: the tables of tides of a harbour, in 250 commits. */
export function* sampleHistory(idOf: (step: number) => string): Generator<SampleStep> {
  let count = 0
  const write: Write = (line, message, changes, { merged, ...more } = {}) => {
    const parents = line.step < 0 ? [] : merged ? [line.step, merged.step] : [line.step]
    const date = new Date(firstDay + count * 19 * hour + ((count * 7919) % 540) * 60_000)
    const files = new Map([...changes].map(([name, text]) => [name, text === null ? null : Buffer.from(text)]))
    for (const [name, text] of merged?.texts ?? [])
      if (!line.texts.has(name) || merged?.own.includes(name)) line.texts.set(name, text)
    for (const [name, text] of changes) if (text === null) line.texts.delete(name)
    for (const [name, text] of changes) if (text !== null) line.texts.set(name, text)
    line.step = count++
    const author = authors[(line.step * 31) % authors.length] ?? ''
    return { parents, branch: line.name, author, message, date, files, more }
  }
  const start = (name: string, from: Line, own: readonly string[]): Line => ({
    name,
    own,
    step: from.step,
    texts: new Map(from.texts),
  })
  const work = (line: Line): SampleStep => {
    const name = line.own[(count * 13) % line.own.length] ?? 'README.md'
    const text = line.texts.get(name)
    if (text === undefined) return write(line, `Begin ${name}`, new Map([[name, startOf(name) + block(name, count)]]))
    const changed = count % 3 === 0 ? newNumber(text, count) : text + block(name, count)
    return write(line, describe(name, count), new Map([[name, changed]]))
  }
  const tag = (line: Line, name: string): SampleStep => {
    const text = `${line.texts.get('.hgtags') ?? ''}${idOf(line.step)} ${name}\n`
    return write(line, `Added tag ${name} for changeset ${idOf(line.step).slice(0, 12)}`, new Map([['.hgtags', text]]))
  }

  const main: Line = { name: 'default', own: mainFiles, step: -1, texts: new Map() }
  yield write(
    main,
    'First tables, by hand',
    new Map([
      ['README.md', readme],
      ['src/util.py', startOf('src/util.py') + block('src/util.py', 3)],
    ]),
  )
  for (let turn = 0; turn < 40; turn++) yield work(main)
  yield tag(main, '0.1')
  const chart = start('chart-view', main, ['src/web/view.ts', 'src/web/style/chart.css', 'src/web/index.html'])
  for (let turn = 0; turn < 30; turn++) yield work(turn % 3 === 1 ? main : chart)
  yield write(main, 'Merge chart-view: the week as a curve', new Map(), { merged: chart })
  yield write(chart, 'Close chart-view, it is part of default now', new Map(), { closesBranch: true })
  const util = main.texts.get('src/util.py') ?? ''
  yield write(
    main,
    'Move the helpers to where they are used',
    new Map([
      ['src/util.py', null],
      ['src/tides/helpers.py', util],
    ]),
    {
      copied: new Map([['src/tides/helpers.py', 'src/util.py']]),
    },
  )
  yield tag(main, '0.2')
  const stable = start('stable', main, ['docs/operation/backup.md', 'docs/operation/upgrade.md'])
  const zones = start('time-zones', main, ['src/tides/zones.py', 'test/zones/summer.py'])
  for (let turn = 0; turn < 96; turn++) yield work(turn % 6 === 2 ? stable : turn % 5 === 3 ? zones : main)
  yield tag(main, '1.0')
  yield write(main, 'Merge stable: what operation taught us', new Map(), { merged: stable })
  yield write(stable, 'Stable follows 1.0', new Map(), { merged: main, bookmark: 'production' })
  for (let turn = 0; turn < 60; turn++) yield work(turn % 4 === 1 ? zones : main)
  yield write(zones, 'Take in default', new Map(), { merged: main, bookmark: 'review/time-zones' })
  yield work(zones)
  yield tag(main, '1.1')
  for (let turn = 0; turn < 9; turn++) yield work(main)
  yield write(
    main,
    'Say which harbours are covered',
    new Map([['README.md', `${main.texts.get('README.md') ?? ''}\nCovered so far: 14 harbours.\n`]]),
    { bookmark: '@' },
  )
}

const reasons = [
  'as the harbour master asked',
  'found by the night shift',
  'so that reading takes half as long',
  'for the new gauge at the lock',
  'after a week of measuring',
]

function describe(name: string, count: number): string {
  const file = name.slice(name.lastIndexOf('/') + 1)
  const verbs = ['Extend', 'Correct', 'Simplify', 'Round', 'Refine']
  const subject = `${verbs[count % verbs.length]} ${file}, ${reasons[(count * 3) % reasons.length]}`
  const rest = `Checked against the printed table of week ${(count % 52) + 1}; the largest difference is`
  return count % 4 === 0 ? `${subject}\n\n${rest}\nnow ${count % 9} cm. See #${100 + count}.` : subject
}
