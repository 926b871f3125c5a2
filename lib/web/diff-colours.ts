import { highlightAll } from '#markup/highlight.ts'
import type { DiffLine, FileDiff, Hunk } from '#vcs/repository.ts'
import type { Colours } from './diff-lines.ts'

/** Both sides by themselves, so that a comment that one of them opens does not cover the other. */
export async function readColours({ hunks, newPath }: FileDiff): Promise<readonly Colours[]> {
  const texts = [sideOf(hunks, 'added'), sideOf(hunks, 'removed')]
  const [before = [], after = []] = await highlightAll(texts, newPath)
  const next = { before: 0, after: 0 }
  return hunks.map(hunk =>
    hunk.lines.map(({ kind }) => {
      const own = kind === 'added' ? undefined : before[next.before++]
      return kind === 'removed' ? own : after[next.after++]
    }),
  )
}

/** The text of all hunks as it was before, or is after: without the lines of the other kind. */
function sideOf(hunks: readonly Hunk[], without: DiffLine['kind']): string {
  return hunks.flatMap(hunk => hunk.lines.filter(line => line.kind !== without).map(line => `${line.text}\n`)).join('')
}
