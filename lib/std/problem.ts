export type ProblemKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'unavailable'

/**
 * An expected failure: a constant lower-case sentence, and beside it the facts that vary. Everything else that is
 * thrown is a bug.
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly facts: Readonly<Record<string, unknown>>

  constructor(kind: ProblemKind, message: string, facts: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'Problem'
    this.kind = kind
    this.facts = facts
  }
}

/** Whether what was caught is a Problem, of this kind if one is given. */
export function isProblem(caught: unknown, kind?: ProblemKind): caught is Problem {
  return caught instanceof Problem && (kind === undefined || caught.kind === kind)
}
