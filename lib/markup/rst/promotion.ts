import type { Block } from './block.ts'

/**
 * A lone first section is the document's title, and one in it the subtitle: what follows moves up to stand below
 * it.
 */
export function promoteTitles(blocks: readonly Block[]): readonly Block[] {
  const [title, subtitle] = blocks.filter(block => block.kind !== 'anchor')
  if (title?.kind !== 'heading' || subtitle?.kind !== 'heading') return blocks
  const headings = blocks.filter(block => block.kind === 'heading')
  const isAlone = (level: number) => headings.filter(heading => heading.level === level).length === 1
  if (title.level !== 1 || subtitle.level !== 2 || !isAlone(1) || !isAlone(2)) return blocks
  return blocks.map(block =>
    block.kind === 'heading' && block.level > 2 ? { ...block, level: block.level - 1 } : block,
  )
}
