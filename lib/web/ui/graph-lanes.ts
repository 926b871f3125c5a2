import type { Link } from '#vcs/repository.ts'

/** A line of the graph that waits for a commit: where it runs and in which colour. */
export interface Lane {
  readonly column: number
  readonly colour: number
}

/** What one row of the graph shows. */
export interface GraphRow extends Lane {
  /** A line comes from above into the commit. */
  readonly hasChild: boolean
  /** Lines that run past it. */
  readonly passing: readonly Lane[]
  /** To its parents: `isNew` where the line begins here, else it joins one that runs past. */
  readonly edges: readonly (Lane & { readonly isNew: boolean })[]
  /** Lines that run below the row. */
  readonly below: readonly Lane[]
}

interface Waiting {
  readonly id: number
  readonly colour: number
}

/**
 * Lays out a history, every child before its parents, and gives its rows from `offset` on. Rows depend on those above
 * them alone, so pages fit together.
 */
export function layGraph(links: readonly Link[], offset = 0): readonly GraphRow[] {
  const lanes: (Waiting | null)[] = []
  let colours = 0
  const rows: GraphRow[] = []
  for (const [place, { id, parents }] of links.entries()) {
    const found = lanes.findIndex(lane => lane?.id === id)
    const column = found >= 0 ? found : freeColumn(lanes)
    const colour = lanes[column]?.colour ?? colours++
    lanes[column] = null
    const passing = place < offset ? [] : running(lanes)
    const edges = parents.map((parent, index) => {
      const joined = lanes.findIndex(lane => lane?.id === parent)
      if (joined >= 0)
        return { column: joined, colour: index === 0 ? colour : (lanes[joined]?.colour ?? 0), isNew: false }
      const own = index === 0 || lanes[column] === null ? column : freeColumn(lanes)
      const edge = { column: own, colour: own === column && index === 0 ? colour : colours++, isNew: true }
      lanes[own] = { id: parent, colour: edge.colour }
      return edge
    })
    if (place >= offset) rows.push({ column, colour, hasChild: found >= 0, passing, edges, below: running(lanes) })
  }
  return rows
}

function freeColumn(lanes: readonly (Waiting | null)[]): number {
  const free = lanes.indexOf(null)
  return free >= 0 ? free : lanes.length
}

function running(lanes: readonly (Waiting | null)[]): readonly Lane[] {
  return lanes.flatMap((lane, column) => (lane ? [{ column, colour: lane.colour }] : []))
}
