import type { Budget } from './budget.ts'
import type { CommitId } from './repository.ts'
import type { Runner } from './run.ts'

/** What `open.ts` gives to both tools. */
export interface BackendDeps {
  readonly runner: Runner
  /** Tried in this order where bytes are no UTF-8. */
  readonly encodings: readonly string[]
  /** Kallithea's git_rev_filter. */
  readonly revFilter: string
  readonly budget: Budget
}

/** For an id that was just read from the repository. */
export function commitId(hex: string): CommitId {
  return hex as CommitId // the one place that makes them
}
