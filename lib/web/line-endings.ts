import type { DiffLine, FileDiff } from '#vcs/repository.ts'

export interface LineEndings extends Readonly<Record<string, string>> {
  readonly before: string
  readonly after: string
}

/** The ends of lines before and after, where nothing else changed in them; null where something did. */
export function changedEndings({ hunks }: FileDiff): LineEndings | null {
  const lines = hunks.flatMap(hunk => hunk.lines)
  const removed = lines.filter(({ kind }) => kind === 'removed')
  const added = lines.filter(({ kind }) => kind === 'added')
  const [first] = removed
  if (!first || removed.length !== added.length) return null
  const isSame = removed.every(({ text }, index) => bare(text) === bare(added[index]?.text ?? ''))
  const [before, after] = [endOf(removed), endOf(added)]
  return isSame && before !== after ? { before, after } : null
}

function bare(text: string): string {
  return text.replace(/\r$/, '')
}

function endOf(lines: readonly DiffLine[]): string {
  const returns = lines.filter(({ text }) => text.endsWith('\r')).length
  return returns === 0 ? 'LF' : returns === lines.length ? 'CRLF' : 'CRLF and LF'
}
