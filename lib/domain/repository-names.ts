import { findGroupsByName, type GroupRow } from '#db/repository-groups.ts'
import { findRepositoriesByName, findRepositoryById, type RepositoryRow } from '#db/repositories.ts'
import type { Site } from './site.ts'

/** A repository or group, and how many segments of the address its name took. */
export type Addressed =
  | { readonly repository: RepositoryRow; readonly length: number }
  | { readonly group: GroupRow; readonly length: number }

/**
 * What an address begins with: the longest known name, in the case in which it is stored, or `_<id>`, the permanent
 * address of a repository. Segments are decoded.
 */
export async function findAddressed({ db }: Pick<Site, 'db'>, segments: readonly string[]): Promise<Addressed | null> {
  const id = /^_(\d{1,15})$/.exec(segments[0] ?? '')?.[1]
  const permanent = id ? await findRepositoryById(db, Number(id)) : undefined
  if (permanent) return { repository: permanent, length: 1 }
  const end = segments.indexOf('')
  const named = (end < 0 ? segments : segments.slice(0, end)).slice(0, deepest)
  const names = named.map((_, index) => named.slice(0, index + 1).join('/'))
  if (names.length === 0) return null
  const repositories = byName(await findRepositoriesByName(db, names))
  const groups = byName(await findGroupsByName(db, names))
  for (let length = names.length; length > 0; length--) {
    const name = names[length - 1] ?? ''
    const repository = repositories.get(name)
    if (repository) return { repository, length }
    const group = groups.get(name)
    if (group) return { group, length }
  }
  return null
}

function byName<Row extends { readonly name: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map(row => [row.name, row]))
}

/** A name has no more letters than this, and so no more segments. */
const deepest = 128
