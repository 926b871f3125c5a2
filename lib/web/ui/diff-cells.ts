import { codeRun } from '../code.ts'
import type { Segment, ShownHunk, ShownLine } from '../diff-lines.ts'
import { type Html, html } from '../html.ts'
import { lineNumber } from '../line-number.ts'
import type { Visit } from '../visit.ts'

/** The table of a file's diff. */
export interface DiffTable {
  /** Begins the ids of its lines. */
  readonly id: string
  /** The number that the tab key stops at. */
  readonly stop: string
}

export function diffTable(id: string, hunks: readonly ShownHunk[]): DiffTable {
  const { old = null, new: fresh = null } = hunks[0]?.lines[0] ?? {}
  return { id, stop: old === null ? `${id}n${fresh}` : `${id}o${old}` }
}

/** The number of a line as a link to itself; `side` is o for the old, n for the new. */
export function numberCell(file: DiffTable, side: 'o' | 'n', number: number | null): Html {
  if (number === null) return html`<td class="n"></td>`
  const id = `${file.id}${side}${number}`
  return html`<td class="n">${lineNumber({ id, number, isStop: id === file.stop, isNamed: true })}</td>`
}

/** What stands below a line, by the id of its number. */
export type Notes = (cell: string) => Html | false

/** A row below a line for each of its two numbers that something was said of. */
export function noteRows(
  file: string,
  numbers: { readonly old: number | null; readonly new: number | null },
  notes: Notes | undefined,
): readonly Html[] {
  if (!notes) return []
  const cells = [
    numbers.old === null ? '' : `${file}o${numbers.old}`,
    numbers.new === null ? '' : `${file}n${numbers.new}`,
  ]
  return cells.flatMap(cell => {
    const note = cell !== '' && notes(cell)
    return note ? [html`<tr class="talk"><td colspan="4">${note}</td></tr>\n`] : []
  })
}

/** The text of a line, what changed in it marked. */
export function lineText(visit: Pick<Visit, 't'>, line: ShownLine): readonly Html[] {
  const pieces = line.kind === 'context' ? line.segments.map(codeRun) : changedText(line)
  return [
    ...pieces,
    ...(line.carriageReturn ? [html`<span class="cr" title="${visit.t('carriage return')}">␍</span>`] : []),
    ...(line.left > 0 ? [html`<span class="eol"> ${leftOut(visit, line.left)}</span>`] : []),
    ...(line.unended ? [html`<span class="eol"> ${visit.t('no line end')}</span>`] : []),
  ]
}

function leftOut(visit: Pick<Visit, 't'>, left: number): string {
  return visit.t('… and {count} more bytes in this line', { count: left.toLocaleString('en') })
}

function changedText({ kind, segments }: ShownLine): readonly Html[] {
  const tail = trailing(segments)
  const groups = grouped(tail === '' ? segments : withoutTail(segments, tail.length))
  const shown = groups.map(({ changed, pieces }) => {
    if (!changed) return html`${pieces}`
    return kind === 'added' ? html`<ins>${pieces}</ins>` : html`<del>${pieces}</del>`
  })
  return tail === '' || kind === 'removed'
    ? [...shown, html`${tail}`]
    : [...shown, html`<span class="tail">${tail}</span>`]
}

function trailing(segments: readonly Segment[]): string {
  return /[ \t]*$/.exec(segments.map(segment => segment.text).join(''))?.[0] ?? ''
}

function withoutTail(segments: readonly Segment[], length: number): readonly Segment[] {
  let left = segments.reduce((sum, { text }) => sum + text.length, 0) - length
  return segments.flatMap(segment => {
    const text = segment.text.slice(0, Math.max(0, left))
    left -= segment.text.length
    return text === '' ? [] : [{ ...segment, text }]
  })
}

function grouped(segments: readonly Segment[]): readonly { changed: boolean; pieces: Html[] }[] {
  const groups: { changed: boolean; pieces: Html[] }[] = []
  for (const segment of segments) {
    const last = groups.at(-1)
    if (last?.changed === segment.changed) last.pieces.push(codeRun(segment))
    else groups.push({ changed: segment.changed, pieces: [codeRun(segment)] })
  }
  return groups
}
