import type { DiffOptions } from '#vcs/repository.ts'
import type { Query } from './route.ts'

/** How somebody wants to see a diff, as the address says it. */
export interface DiffChoices {
  readonly layout: 'unified' | 'split'
  readonly ignoreWhitespace: boolean
  readonly context: number
  /** Without the limit of the configuration. */
  readonly everything: boolean
}

const usualContext = 3
const mostContext = 10_000

export function readDiffChoices(query: URLSearchParams): DiffChoices {
  const context = /^\d+$/.test(query.get('context') ?? '') ? Number(query.get('context')) : usualContext
  return {
    layout: query.get('diff') === 'split' ? 'split' : 'unified',
    ignoreWhitespace: (query.get('ignorews') ?? '') !== '',
    context: Math.min(context, mostContext),
    everything: (query.get('fulldiff') ?? '') !== '',
  }
}

/** The query of an address with these choices; what is usual is left out. */
export function choicesQuery(choices: DiffChoices): Query {
  return {
    diff: choices.layout === 'split' ? 'split' : null,
    ignorews: choices.ignoreWhitespace ? 1 : null,
    context: choices.context === usualContext ? null : choices.context,
    fulldiff: choices.everything ? 1 : null,
  }
}

export function diffOptions({ context, ignoreWhitespace }: DiffChoices): DiffOptions {
  return { context, ignoreWhitespace }
}
