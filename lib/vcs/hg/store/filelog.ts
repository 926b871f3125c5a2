import type { Revlog } from './revlog.ts'

/*
 * The text of a file may begin with 01 0a, lines NAME: VALUE, 01 0a: where it was copied from.
 */

const mark = Buffer.from('\x01\n')

export interface FileText {
  readonly bytes: Buffer
  /** Where it came from: bytes as latin1, and its file node there. */
  readonly copied: { readonly path: string; readonly node: string } | null
}

export function fileText(log: Revlog, revision: number): FileText {
  const text = log.text(revision)
  if (!text.subarray(0, 2).equals(mark)) return { bytes: text, copied: null }
  const end = text.indexOf(mark, 2)
  if (end < 0) return { bytes: text, copied: null }
  const fields = new Map(
    text
      .toString('latin1', 2, end)
      .split('\n')
      .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  const path = fields.get('copy')
  const node = fields.get('copyrev')
  return { bytes: text.subarray(end + 2), copied: path !== undefined && node ? { path, node } : null }
}

/** Where it came from alone: for that not all of it has to be read. */
export function copyOf(log: Revlog, revision: number): FileText['copied'] {
  const isMarked = log.beginning(revision).subarray(0, 2).equals(mark)
  return isMarked ? fileText(log, revision).copied : null
}

/** Only a text without a first parent, or one that begins with the mark by itself, can have a head. */
export function fileSize(log: Revlog, revision: number): number {
  return log.first(revision) < 0 ? fileText(log, revision).bytes.length : log.size(revision)
}

/** The text that fileText reads; a file that begins with the mark by itself gets an empty head. */
export function formatFile(bytes: Buffer, copied: FileText['copied']): Buffer {
  if (!copied && !bytes.subarray(0, 2).equals(mark)) return bytes
  const head = copied ? `copy: ${copied.path}\ncopyrev: ${copied.node}\n` : ''
  return Buffer.concat([mark, Buffer.from(head, 'latin1'), mark, bytes])
}
