import { isUtf8 } from 'node:buffer'
import { compareTexts } from './compare-texts.ts'
import type { DiffLine, DiffOptions, FileDiff, Hunk, TextForm } from './repository.ts'
import { type Decoded, decodeText } from './text.ts'

/** A file of a diff as the tool printed it. */
export interface ByteDiff extends Omit<FileDiff, 'hunks' | 'forms' | 'links'> {
  readonly hunks: readonly ByteHunk[]
}

export interface ByteHunk extends Omit<Hunk, 'lines' | 'section'> {
  readonly section: Buffer
  readonly lines: ByteLine[]
}

interface ByteLine extends Omit<DiffLine, 'text'> {
  readonly text: Buffer
}

/** A file on one side of a diff; null where there is none. */
export interface Side {
  size(): Promise<number | null>
  /** All of it; null, too, where it is too large to be read for a diff. */
  bytes(): Promise<Buffer | null>
}

export type ReadSides = (file: Pick<FileDiff, 'operation' | 'oldPath' | 'newPath'>) => {
  readonly before: Side
  readonly after: Side
}

interface Reading extends Pick<DiffOptions, 'context' | 'ignoreWhitespace'> {
  readonly encodings: readonly string[]
  readonly sides?: ReadSides
}

/**
 * A file's diff as text: each side in the encoding that its page shows it in. What the tool takes for binary because
 * of zero bytes is compared here if it is UTF-16.
 */
export async function decodeDiff(file: ByteDiff, reading: Reading): Promise<FileDiff> {
  if (file.binary) return (await compareWide(file, reading)) ?? asBinary(file, reading)
  const lines = file.hunks.flatMap(hunk => hunk.lines)
  const isPlain = lines.every(({ text }) => isUtf8(text)) && file.hunks.every(({ section }) => isUtf8(section))
  if (isPlain) return withHunks(file, { before: markOf(lines, 'removed'), after: markOf(lines, 'added') })
  const sides = reading.sides?.(file)
  const before = formOf(await sides?.before.bytes(), lines, 'added', reading.encodings)
  const after = formOf(await sides?.after.bytes(), lines, 'removed', reading.encodings)
  if (before === 'binary' || after === 'binary') return asBinary(file, reading)
  return withHunks(file, { before, after })
}

type Forms = NonNullable<FileDiff['forms']>

const plain: TextForm = { encoding: 'utf-8', marked: false }
const mark = Buffer.from('\ufeff')

function isMarked({ text }: ByteLine): boolean {
  return text.subarray(0, mark.length).equals(mark)
}

/** The first line of a file is in its diff where the mark came or went. */
function markOf(lines: readonly ByteLine[], kind: DiffLine['kind']): TextForm | null {
  const first = lines.find(line => line.kind === kind || line.kind === 'context')
  return first ? { ...plain, marked: isMarked(first) } : null
}

/** By all of the file; by the lines that are not of the other side where it is not to be had. */
function formOf(
  bytes: Buffer | null | undefined,
  lines: readonly ByteLine[],
  without: DiffLine['kind'],
  encodings: readonly string[],
): TextForm | 'binary' | null {
  const own = lines.filter(({ kind }) => kind !== without)
  if (own.length === 0) return null
  const given = bytes ?? Buffer.concat(own.flatMap(({ text }) => [text, Buffer.from('\n')]))
  const decoded = decodeText(given, encodings)
  if (decoded) return { encoding: decoded.encoding, marked: decoded.marked }
  return bytes ? 'binary' : { encoding: 'windows-1252', marked: false }
}

function isPlainForm(form: TextForm | null): boolean {
  return form === null || (form.encoding === 'utf-8' && !form.marked)
}

function withForms(file: FileDiff, forms: Forms): FileDiff {
  return isPlainForm(forms.before) && isPlainForm(forms.after) ? file : { ...file, forms }
}

function withHunks(file: ByteDiff, forms: Forms): FileDiff {
  const readers = { removed: reader(forms.before), added: reader(forms.after), context: reader(forms.after) }
  const hunks = file.hunks.map(({ section, lines, ...place }) => ({
    ...place,
    section: readers.context(section),
    lines: lines.map(({ text, ...line }) => ({ ...line, text: readers[line.kind](text) })),
  }))
  return withForms({ ...file, hunks }, forms)
}

function reader(form: TextForm | null): (bytes: Buffer) => string {
  const decoder = new TextDecoder(form?.encoding ?? 'utf-8')
  return bytes => decoder.decode(bytes)
}

async function asBinary(file: ByteDiff, { sides }: Reading): Promise<FileDiff> {
  const found = sides?.(file)
  const counted = { ...file, binary: true, added: 0, removed: 0, hunks: [] }
  return found ? { ...counted, sizes: { before: await found.before.size(), after: await found.after.size() } } : counted
}

async function compareWide(file: ByteDiff, reading: Reading): Promise<FileDiff | null> {
  const sides = reading.sides?.(file)
  if (!sides) return null
  const after = file.operation === 'removed' ? none : await readSide(sides.after, reading)
  const before = after && (file.operation === 'added' ? none : await readSide(sides.before, reading))
  if (!before || !after) return null
  const hunks = compareTexts(before.text, after.text, reading)
  const lines = hunks.flatMap(hunk => hunk.lines)
  const count = (wanted: DiffLine['kind']): number => lines.filter(({ kind }) => kind === wanted).length
  const counted = { binary: false, added: count('added'), removed: count('removed') }
  const forms = { before: before === none ? null : before, after: after === none ? null : after }
  return withForms({ ...file, ...counted, hunks }, { before: formOnly(forms.before), after: formOnly(forms.after) })
}

const none: Decoded = { text: '', encoding: 'utf-8', marked: false }

function formOnly(decoded: Decoded | null): TextForm | null {
  return decoded && { encoding: decoded.encoding, marked: decoded.marked }
}

async function readSide(side: Side, { encodings }: Reading): Promise<Decoded | null> {
  const bytes = await side.bytes()
  return bytes && decodeText(bytes, encodings)
}
