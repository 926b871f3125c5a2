import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import { project } from '../helpers/source.ts'
import type { Corpus } from './corpus.ts'
import type { Asked, Measured, Memory, Nothing, Times } from './measure.ts'

export interface Run {
  readonly corpus: Corpus
  readonly measured: readonly Measured[]
  readonly rounds: number
  readonly cold: { readonly page: string; readonly milliseconds: number }
  readonly memory: Memory
  readonly nothing: Nothing
  /** Load averages before and after the rounds. */
  readonly load: readonly number[]
}

/** What the figures miss, a sentence each. */
export function goals(measured: readonly Measured[]): readonly string[] {
  return measured.flatMap(goalsMissed)
}

function goalsMissed({ page, times, fresh: { started } }: Measured): readonly string[] {
  const { ours = 0, cgit, gitweb, hgweb } = times.median
  const most = page.isLight && !page.name.endsWith('.log') ? 0 : 1
  const slower = (than: string, allowed: number) => `${page.name}: ${ms(ours)} ms, allowed ${ms(allowed)} (${than})`
  return [
    ...(gitweb !== undefined && ours > gitweb ? [slower('gitweb', gitweb)] : []),
    ...(hgweb !== undefined && ours > hgweb ? [slower('hgweb', hgweb)] : []),
    ...(page.isLight && cgit !== undefined && ours > 2 * cgit ? [slower('2 × cgit', 2 * cgit)] : []),
    ...(Math.max(started.first, started.later) > most
      ? [`${page.name}: starts ${started.first} processes at first and ${started.later} later, allowed ${most}`]
      : []),
  ]
}

/** The tables, in Markdown. */
export function report(run: Run): string {
  const { measured, memory, nothing, cold, load } = run
  const missed = goals(measured)
  return [
    timeTable(measured),
    plainTable('Milliseconds, the best of all rounds', 'best', measured),
    plainTable('Milliseconds of busy processors, means', 'busy', measured),
    sizeTable(measured),
    [
      `- First request of a fresh process, its start included (${cold.page}): ${ms(cold.milliseconds)} ms.`,
      `- Memory of our process: ${memory.start} MB after its first page, ${memory.peak} MB at most.`,
      `- Nothing at all: ${ms(nothing.cgi)} ms by a CGI program, ${ms(nothing.ours)} ms by our health page.`,
      `- ${run.rounds} rounds; load average ${load.map(value => value.toFixed(1)).join(' before, ')} after them.`,
    ].join('\n'),
    missed.length === 0 ? 'All goals are met.' : ['Goals missed:', '', ...missed.map(line => `- ${line}`)].join('\n'),
  ].join('\n\n')
}

const asked = ['ours', 'compressed', 'cgit', 'gitweb', 'hgweb'] as const
const asks = 'page|ours|ours, compressed|cgit|gitweb|hgweb|÷ cgit|÷ gitweb|÷ hgweb'

function timeTable(measured: readonly Measured[]): string {
  const rows = measured.map(one => {
    const { firstView, started } = one.fresh
    const rest = [
      ms(firstView),
      `${started.first}, ${started.later}`,
      goalsMissed(one).length === 0 ? 'met' : '**missed**',
    ]
    return [...timeCells(one, 'median'), ...rest].join('|')
  })
  return table('Milliseconds, medians', `${asks}|first view|processes (first, later)|goals`, rows)
}

function plainTable(title: string, which: keyof Times, measured: readonly Measured[]): string {
  const rows = measured.map(one => timeCells(one, which).join('|'))
  return table(title, asks, rows)
}

function timeCells({ page, times }: Measured, which: keyof Times): readonly string[] {
  const all = times[which]
  return [
    page.name,
    ...asked.map(one => ms(all[one])),
    ...(['cgit', 'gitweb', 'hgweb'] as const).map(than => quotient(all.ours, all[than])),
  ]
}

function sizeTable(measured: readonly Measured[]): string {
  const head = 'page|ours|sent compressed|gzip|cgit|gzip|gitweb|gzip|hgweb|gzip'
  const rows = measured.map(({ page, sizes }) => {
    const both = (one: Asked) => [kilobytes(sizes[one]?.plain), kilobytes(sizes[one]?.compressed)]
    const [plain, packed] = both('ours')
    const rest = (['cgit', 'gitweb', 'hgweb'] as const).flatMap(both)
    return [page.name, plain, kilobytes(sizes.compressed?.compressed), packed, ...rest].join('|')
  })
  return table('Kilobytes', head, rows)
}

function table(title: string, head: string, rows: readonly string[]): string {
  const lines = [head, head.replace(/[^|]+/g, '---:').replace('---:', '---'), ...rows]
  const cells = lines.map(line => line.split('|'))
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  const padded = cells.map(row => row.map((cell, column) => pad(cell, widths[column] ?? 0, column === 0)).join(' | '))
  return `${title}\n\n${padded.map(line => `| ${line} |`).join('\n')}`
}

function pad(cell: string, width: number, isFirst: boolean): string {
  if (/^---:?$/.test(cell)) return isFirst ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`
  return isFirst ? cell.padEnd(width) : cell.padStart(width)
}

function ms(value: number | undefined): string {
  if (value === undefined) return ''
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function quotient(value: number | undefined, by: number | undefined): string {
  return value === undefined || by === undefined ? '' : (value / by).toFixed(2)
}

function kilobytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : (bytes / 1024).toFixed(1)
}

const begin = '<!-- what follows is written by `npm run bench -- --write` -->\n'
const end = '<!-- until here -->'

/** The page of docs with these figures in place of the old ones. */
export function renew(page: string, run: Run): string {
  const [before, rest = ''] = page.split(begin)
  return `${before}${begin}\n${surroundings(run)}\n\n${report(run)}\n\n${end}${rest.split(end)[1]}`
}

function surroundings({ corpus }: Run): string {
  const ask = (program: string, ...words: string[]) =>
    execFileSync(program, words, { cwd: project, encoding: 'utf8' }).trim()
  const isChanged = ask('git', 'status', '--porcelain', '--', 'lib', 'server.ts', 'package-lock.json') !== ''
  const commit = ask('git', 'rev-parse', '--short=12', 'HEAD')
  const versions = ['git', 'mercurial', 'cgit', 'gitweb'].map(name => {
    return `${name} ${ask('dpkg-query', '--show', '--showformat', '${source:Upstream-Version}', name)}`
  })
  const memory = Math.round(totalmem() / 2 ** 30)
  return [
    `- Measured on ${new Date().toISOString().slice(0, 10)}: commit ${commit}${isChanged ? ' and changes on it' : ''}.`,
    `- Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GiB, Linux ${release()}.`,
    `- Versions: node ${process.version.slice(1)}; of Debian ${versions.join(', ')}.`,
    `- Corpus: ${corpus.commits} commits, ${corpus.files} files; the file has ${corpus.largeFile} bytes of TypeScript,`,
    `  the diff of the commit ${corpus.largeDiff}.`,
  ].join('\n')
}
