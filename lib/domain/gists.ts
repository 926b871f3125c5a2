import { findGist, type GistRow, listGists } from '#db/gists.ts'
import type { UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Repository } from '#vcs/repository.ts'
import { findOwner } from './people.ts'
import { folderOf } from './repository-access.ts'
import { repositoriesRoot } from './settings.ts'
import type { Site } from './site.ts'
import type { Visitor } from './visitor.ts'

/** The folder, among the repositories, that the gists lie in. */
const store = '.rc_gist_store'

export interface Gist {
  readonly row: GistRow
  readonly owner: UserRow | null
  readonly vcs: Repository
}

/** Whoever knows the address of a gist may read it; what has expired is not there, for its owner neither. */
export async function getGist(site: Pick<Site, 'db' | 'vcs' | 'now'>, accessId: string): Promise<Gist> {
  const row = await findGist(site.db, accessId, site.now())
  if (!row) throw new Problem('not-found', 'there is no such gist, or it has expired', { accessId })
  const folder = folderOf(await repositoriesRoot(site), `${store}/${row.accessId}`)
  const owner = await findOwner(site, row)
  return { row, owner, vcs: await site.vcs.open('hg', folder) }
}

/** all: what everybody has made public. mine: what the visitor made. */
export type GistList = 'all' | 'my public' | 'my private' | 'mine'

const kinds = {
  all: ['public'],
  'my public': ['public'],
  'my private': ['private'],
  mine: ['public', 'private'],
} as const

export interface GistInList {
  readonly row: GistRow
  readonly owner: UserRow | null
}

/** Whoever did not sign on has made none. */
export async function listGistsFor(
  { db, now }: Pick<Site, 'db' | 'now'>,
  { user, kind }: Pick<Visitor, 'user' | 'kind'>,
  { list, offset, limit }: { readonly list: GistList; readonly offset: number; readonly limit: number },
): Promise<readonly GistInList[]> {
  const owned = list === 'all' ? {} : { ownerId: kind === 'user' && user ? user.id : -1 }
  const rows = await listGists(db, { kinds: kinds[list], ...owned, now: now(), offset, limit })
  return Promise.all(rows.map(async row => ({ row, owner: await findOwner({ db }, row) })))
}
