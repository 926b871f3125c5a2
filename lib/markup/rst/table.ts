import type { Block, Cell, Text } from './block.ts'

export function tableOf(rows: readonly (readonly Cell[])[], caption: Text = []): Block {
  return { kind: 'table', caption, rows }
}

/** A cell that stands in one row and one column. */
export function plainCell(head: boolean, blocks: readonly Block[], columns = 1): Cell {
  return { head, columns, rows: 1, blocks }
}
