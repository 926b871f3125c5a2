import type { LogQuery } from './repository.ts'

/** What of a query says which commits there are; the rest of it takes some of them. */
type Choice = Omit<LogQuery, 'author' | 'text' | 'offset' | 'limit'>

const choosing: readonly (keyof Choice)[] = ['from', 'not', 'branch']

/**
 * Remembers of each state of a repository what was listed last: a page asks for the number, the commits and the links
 * of one list.
 */
export function keepLast<State extends object, List>(
  list: (state: State, choice: Choice) => List,
): (state: State, choice: Choice) => List {
  const kept = new WeakMap<State, { readonly choice: Choice; readonly list: List }>()
  return (state, choice) => {
    const last = kept.get(state)
    if (last && isSame(last.choice, choice)) return last.list
    const made = list(state, choice)
    kept.set(state, { choice, list: made })
    return made
  }
}

function isSame(one: Choice, other: Choice): boolean {
  return choosing.every(field => one[field] === other[field])
}
