const opening = /[\s'"([{<\-/:\p{Ps}\p{Pi}\p{Pf}\p{Pd}]/u
const closing = /[\s\0'")\]}>\-/:\\.,;!?\p{Pe}\p{Pi}\p{Pf}\p{Pd}\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f]/u
const pairs: Readonly<Record<string, string>> = { "'": "'", '"': '"', '(': ')', '[': ']', '{': '}', '<': '>' }

/** A text in which `\x` was made NUL and x, and where the marks that close something were found so far. */
export interface Scan {
  readonly text: string
  readonly closers: Map<string, number>
}

/** Escaped characters stand behind a NUL from here on. */
export function escaped(text: string): string {
  return text.replace(/\\([\s\S])/g, '\0$1')
}

/** What was written, without its backslashes; an escaped blank is nothing. */
export function unescaped(text: string): string {
  return text.includes('\0') ? text.replace(/\0(?:\s|([\s\S]|$))/g, '$1') : text
}

/** What was written, with its backslashes. */
export function asTyped(text: string): string {
  return text.replaceAll('\0', '\\')
}

/** Whether markup of this mark may begin here: behind a blank or a bracket, before something else. */
export function mayBegin({ text }: Scan, at: number, mark: string): boolean {
  const before = text[at - 1]
  const after = text[at + mark.length]
  if (after === undefined || /\s/.test(after)) return false
  if (before === undefined) return true
  return opening.test(before) && pairs[before] !== after
}

export function mayEnd({ text }: Scan, end: number): boolean {
  const after = text[end]
  return after === undefined || closing.test(after)
}

/**
 * The first place from `from` on where the mark closes something; -1 for none. Asked for ever later places, so each
 * character is looked at once.
 */
export function findCloser(scan: Scan, mark: string, from: number, ends: (at: number) => boolean): number {
  const known = scan.closers.get(mark) ?? 0
  if (known < 0 || known >= from) return known
  let at = scan.text.indexOf(mark, from)
  while (at >= 0 && !(isBehindText(scan, at, mark) && ends(at))) at = scan.text.indexOf(mark, at + 1)
  scan.closers.set(mark, at)
  return at
}

function isBehindText({ text }: Scan, at: number, mark: string): boolean {
  const before = text[at - 1] ?? ' '
  return !/\s/.test(before) && (before !== '\0' || mark === '``')
}
