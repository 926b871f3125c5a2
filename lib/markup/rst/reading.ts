import type { Block } from './block.ts'
import type { Names } from './names.ts'

/** Lines being read: the document, or what stands indented in it. */
export interface Reading {
  readonly lines: readonly string[]
  readonly depth: number
  readonly whole: Whole
}

/** What all parts of a document share. */
export interface Whole {
  readonly names: Names
  /** Title styles in their order: `=`, or `==` where a line stands above, too. */
  readonly styles: string[]
  /** Cells of tables there may still be. */
  readonly cells: { left: number }
  /** Reads what stands inside of something. */
  readonly inside: (reading: Reading, lines: readonly string[]) => readonly Block[]
}

export interface Found {
  readonly blocks: readonly Block[]
  readonly next: number
}

/** Reads what begins at a line; null where that is none of its kind. Never looks further than it reads. */
export type Reader = (reading: Reading, at: number) => Found | null
