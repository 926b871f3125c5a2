import type { Change } from './changelog.ts'

/** Which paths each commit touched: what `files` of all commits say, in a form that is quick to walk. */
export interface Touched {
  readonly length: number
  /** Bytes as latin1, by number. */
  readonly paths: readonly string[]
  /** Numbers of the paths that a commit touched. */
  of(revision: number): Uint32Array
  readonly bytes: number
}

/** `known` is of the same history when it was shorter. */
export function readTouched(length: number, change: (revision: number) => Change, known: Touched | null): Touched {
  const paths = [...(known?.paths ?? [])]
  const numbers = new Map(paths.map((path, number) => [path, number]))
  const lists: Uint32Array[] = []
  for (let revision = 0; revision < length; revision++) {
    lists.push(
      known && revision < known.length ? known.of(revision) : Uint32Array.from(change(revision).files, numberOf),
    )
  }
  function numberOf(path: string): number {
    const found = numbers.get(path) ?? paths.push(path) - 1
    numbers.set(path, found)
    return found
  }
  const ends = new Uint32Array(length)
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0))
  let end = 0
  for (const [revision, list] of lists.entries()) {
    all.set(list, end)
    end += list.length
    ends[revision] = end
  }
  return {
    length,
    paths,
    of: revision => all.subarray(ends[revision - 1] ?? 0, ends[revision]),
    bytes: all.byteLength + ends.byteLength + paths.reduce((sum, path) => sum + path.length + 50, 0),
  }
}
