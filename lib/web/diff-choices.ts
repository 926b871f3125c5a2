import type { DiffOptions } from '#vcs/repository.ts'
import type { Query } from './route.ts'

/** Where in a diff a page begins. */
export interface DiffPlace {
  /** How many files are before it. */
  readonly file: number
  /** How many lines of this file are before it. */
  readonly line: number
}

/** How somebody wants to see a diff, as the address says it. */
export interface DiffChoices {
  readonly layout: 'unified' | 'split'
  readonly ignoreWhitespace: boolean
  readonly context: number
  /** Without the limit of the configuration. */
  readonly everything: boolean
  readonly start: DiffPlace
}

export const beginning: DiffPlace = { file: 0, line: 0 }

const usualContext = 3
const mostContext = 10_000

export function readDiffChoices(query: URLSearchParams): DiffChoices {
  const context = /^\d+$/.test(query.get('context') ?? '') ? Number(query.get('context')) : usualContext
  return {
    layout: query.get('diff') === 'split' ? 'split' : 'unified',
    ignoreWhitespace: (query.get('ignorews') ?? '') !== '',
    context: Math.min(context, mostContext),
    everything: (query.get('fulldiff') ?? '') !== '',
    start: { file: Math.max(0, readWhole(query, 'file') - 1), line: readWhole(query, 'line') },
  }
}

/** Whether a part of the diff was asked for, and not the page from its beginning. */
export function isPartAsked(query: URLSearchParams): boolean {
  return query.has('file')
}

function readWhole(query: URLSearchParams, name: string): number {
  return /^\d{1,9}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : 0
}

/** The query of an address with these choices; what is usual is left out. */
export function choicesQuery(choices: DiffChoices): Query {
  const { start } = choices
  return {
    diff: choices.layout === 'split' ? 'split' : null,
    ignorews: choices.ignoreWhitespace ? 1 : null,
    context: choices.context === usualContext ? null : choices.context,
    fulldiff: choices.everything ? 1 : null,
    file: start.file > 0 || start.line > 0 ? start.file + 1 : null,
    line: start.line > 0 ? start.line : null,
  }
}

export function diffOptions({ context, ignoreWhitespace }: DiffChoices): DiffOptions {
  return { context, ignoreWhitespace }
}
