import { type GroupRow, findGroupById } from '#db/repository-groups.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { Site } from './site.ts'
import type { VisibleRepositories } from './repositories.ts'

/** The group with this id and those it stands in, outermost first. */
export async function listGroupsAbove({ db }: Pick<Site, 'db'>, id: number | null): Promise<readonly GroupRow[]> {
  const above: GroupRow[] = []
  for (let next = id; next !== null; ) {
    const group = await findGroupById(db, next)
    if (!group || above.some(({ id: seen }) => seen === group.id)) break // a circle would have no end
    above.unshift(group)
    next = group.parentId
  }
  return above
}

export interface GroupInList {
  readonly group: GroupRow
  /** Its name, from the group that is being shown. */
  readonly path: string
  readonly groupsBelow: number
  readonly repositoriesBelow: number
  /** When something below it changed last. */
  readonly changedOn: Date | null
}

export interface RepositoryInList {
  readonly repository: RepositoryRow
  readonly path: string
}

export interface Branch {
  readonly groups: readonly GroupInList[]
  readonly repositories: readonly RepositoryInList[]
}

/**
 * What stands in a group, or at the top (null). What stands in a group that this visitor cannot see
 * moves up to the next group that he can, so that everything he may read can be reached.
 */
export function branchOf(visible: VisibleRepositories, group: GroupRow | null): Branch {
  const seen = new Set(visible.groups.map(({ id }) => id))
  const holds = (parentId: number | null) => placeOf(visible, seen, parentId) === (group?.id ?? null)
  return listed(visible, group, {
    groups: visible.groups.filter(({ parentId }) => holds(parentId)),
    repositories: visible.repositories.filter(({ groupId }) => holds(groupId)),
  })
}

/** Everything below a group, or on the whole site, that has these letters in its name. */
export function searchBelow(visible: VisibleRepositories, group: GroupRow | null, text: string): Branch {
  const wanted = text.trim().toLowerCase()
  const prefix = group ? `${group.name}/` : ''
  const fits = ({ name }: { name: string }) =>
    name.startsWith(prefix) && name.slice(prefix.length).toLowerCase().includes(wanted)
  return listed(visible, group, {
    groups: visible.groups.filter(fits),
    repositories: visible.repositories.filter(fits),
  })
}

interface Rows {
  readonly groups: readonly GroupRow[]
  readonly repositories: readonly RepositoryRow[]
}

function listed(visible: VisibleRepositories, group: GroupRow | null, rows: Rows): Branch {
  const prefix = group ? `${group.name}/` : ''
  const pathOf = ({ name }: { name: string }) => (name.startsWith(prefix) ? name.slice(prefix.length) : name)
  return {
    groups: rows.groups.toSorted(byName).map(row => ({ group: row, path: pathOf(row), ...countsOf(visible, row) })),
    repositories: rows.repositories.toSorted(byName).map(row => ({ repository: row, path: pathOf(row) })),
  }
}

function countsOf({ groups, repositories }: VisibleRepositories, { name }: GroupRow) {
  const isBelow = (row: { name: string }) => row.name.startsWith(`${name}/`)
  const below = repositories.filter(isBelow)
  const latest = Math.max(...below.map(({ updatedOn }) => updatedOn.getTime()))
  return {
    groupsBelow: groups.filter(isBelow).length,
    repositoriesBelow: below.length,
    changedOn: below.length > 0 ? new Date(latest) : null,
  }
}

/** The nearest group above that is seen. */
function placeOf(
  { parents }: Pick<VisibleRepositories, 'parents'>,
  seen: ReadonlySet<number>,
  parentId: number | null,
): number | null {
  let next = parentId
  for (let steps = 0; next !== null && steps < 100; steps++) {
    if (seen.has(next)) return next
    next = parents.get(next) ?? null
  }
  return null
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, 'en', { sensitivity: 'base', numeric: true })
}
