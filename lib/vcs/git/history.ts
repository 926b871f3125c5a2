import type { BloomSettings } from './store/bloom.ts'
import { parseGitLinks } from './store/commit.ts'
import type { CommitGraph } from './store/commit-graph.ts'
import { Damage } from './store/damage.ts'
import type { Objects } from './store/objects.ts'

/**
 * The commits of a repository as a table that only grows: first those of the commit-graph, then what was read
 * since.
 */
export interface History {
  /** How many positions there are. */
  readonly size: () => number
  /** Position of a commit, read with its ancestors if it is not in the table yet. Throws Damage. */
  add(id: string): number
  /** -1 where it was not added. */
  find(id: string): number
  id(position: number): string
  tree(position: number): string
  parents(position: number): readonly number[]
  /** Seconds. */
  date(position: number): number
  /** More than that of any ancestor. */
  generation(position: number): number
  /** Of the filters of changed paths; null where there are none. */
  readonly bloom: BloomSettings | null
  /** False only when it surely changed no such path against its first parent. */
  mayHaveChanged(position: number, key: Uint32Array): boolean
  /** How many commits are not in the commit-graph. */
  readonly added: () => number
}

interface Row {
  readonly id: string
  readonly tree: string
  readonly parents: readonly number[]
  readonly date: number
  readonly generation: number
}

/** `grafts`: commits whose parents are said elsewhere, as in a shallow clone; the graph does not know of them. */
export function openHistory(
  objects: Objects,
  graph: CommitGraph | null,
  grafts: ReadonlyMap<string, readonly string[]> = new Map(),
): History {
  const rows: Row[] = []
  const positions = new Map<string, number>()
  const known = graph?.count ?? 0
  const row = (position: number): Row => {
    const found = rows[position - known]
    if (!found) throw new RangeError('no such position')
    return found
  }

  function find(id: string): number {
    const position = positions.get(id)
    if (position !== undefined) return position
    return graph ? graph.find(Buffer.from(id, 'hex')) : -1
  }

  function add(id: string): number {
    const there = find(id)
    if (there >= 0) return there
    const stack = [open(id)]
    let position = -1
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const missing = top.parents.find(parent => find(parent) < 0)
      if (missing !== undefined) stack.push(open(missing))
      else {
        stack.pop()
        position = append(top)
      }
    }
    return position
  }

  function open(id: string): { id: string; tree: string; date: number; parents: readonly string[] } {
    const { type, data } = objects.read(id)
    if (type !== 'commit') throw new Damage('a commit is none')
    const { tree, parents, seconds } = parseGitLinks(data)
    return { id, tree, parents: grafts.get(id) ?? parents, date: Math.max(0, seconds) }
  }

  function append({ id, tree, date, parents: names }: ReturnType<typeof open>): number {
    const there = positions.get(id)
    if (there !== undefined) return there
    const parents = names.map(find)
    const position = known + rows.length
    rows.push({ id, tree, parents, date, generation: 1 + Math.max(0, ...parents.map(generation)) })
    positions.set(id, position)
    return position
  }

  function generation(position: number): number {
    return graph && position < known ? graph.generationAt(position) : row(position).generation
  }

  return {
    find,
    add,
    generation,
    size: () => known + rows.length,
    added: () => rows.length,
    id: position => (graph && position < known ? graph.idAt(position).toString('hex') : row(position).id),
    tree: position => (graph && position < known ? graph.treeAt(position).toString('hex') : row(position).tree),
    parents: position => (graph && position < known ? graph.parentsAt(position) : row(position).parents),
    date: position => (graph && position < known ? graph.dateAt(position) : row(position).date),
    bloom: graph?.bloom ?? null,
    mayHaveChanged: (position, key) => !graph || position >= known || graph.mayHaveChanged(position, key),
  }
}
