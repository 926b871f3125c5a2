import type { Block } from './block.ts'
import { escapeMarkup, type Output } from './output.ts'
import { wordsOf } from './words.ts'
import { writeText } from './write-text.ts'

/** More headings are not listed. */
const most = 1000

/** The headings that stand below the document's title, as links. */
export function writeContents(output: Output, { title, depth }: Block & { readonly kind: 'contents' }): string {
  if (output.contents.written) return ''
  output.contents.written = true
  const above = title.length > 0 ? `<p><strong>${writeText(output, title)}</strong></p>\n` : ''
  const [first, ...rest] = output.headings
  const isTitled = first?.level === 1 && rest.every(heading => heading.level > 1)
  const shown = (isTitled ? rest : output.headings).slice(0, most)
  return (
    above +
    writeLevels(
      shown.map(({ level, id, text }) => ({ level, id, words: wordsOf(text) })),
      depth,
    )
  )
}

interface Heading {
  readonly level: number
  readonly id: string
  readonly words: string
}

/** Lists in lists; a level that was left out makes none. */
function writeLevels(headings: readonly Heading[], depth: number): string {
  const parts: string[] = []
  const open: number[] = []
  for (const { level, id, words } of headings) {
    while (open.length > 1 && level <= (open.at(-2) ?? 0)) {
      open.pop()
      parts.push('</li>\n</ul>\n')
    }
    const isDeeper = level > (open.at(-1) ?? 0)
    if (isDeeper && open.length >= Math.min(depth, 6)) continue
    if (isDeeper) open.push(level)
    parts.push(isDeeper ? '<ul>\n' : '</li>\n', `<li><a href="#${escapeMarkup(id)}">${escapeMarkup(words)}</a>`)
  }
  return parts.join('') + '</li>\n</ul>\n'.repeat(open.length)
}
