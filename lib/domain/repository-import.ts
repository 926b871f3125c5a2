import { type Database, transaction } from '#db/database.ts'
import { follow } from '#db/followers.ts'
import { addJournal } from '#db/journal.ts'
import { grantOnGroup, grantOnRepository, listUserGlobals } from '#db/permissions.ts'
import { findGroupByName, type GroupRow, insertGroup } from '#db/repository-groups.ts'
import { insertRepository, type RepositoryRow } from '#db/repositories.ts'
import { findDefaultUser, type UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import { usualPermission } from './default-permissions.ts'
import type { FoundRepository } from './found-repositories.ts'
import type { Settings } from './settings.ts'
import type { Site } from './site.ts'

interface Importing extends FoundRepository {
  readonly description: string | null
  readonly owner: UserRow
  /** Owns the groups that are missing. */
  readonly firstAdmin: UserRow
  readonly defaults: Settings['newRepositories']
}

/**
 * Makes the rows of a repository that lies on disk: itself, the groups it stands in, what everybody may do, and its
 * first follower.
 */
export async function importRepository(
  { db, now }: Pick<Site, 'db' | 'now'>,
  importing: Importing,
): Promise<RepositoryRow> {
  return transaction(db, async tx => {
    const defaultUser = await findDefaultUser(tx)
    if (!defaultUser) throw new Problem('unavailable', 'the database has no default user')
    const globals = await listUserGlobals(tx, defaultUser.id)
    const place = { db: tx, when: now(), defaultUser, globals }
    const group = await makeGroups(place, importing.name.split('/').slice(0, -1), importing.firstAdmin)
    return insert(place, importing, group)
  })
}

interface Place {
  readonly db: Database
  readonly when: Date
  readonly defaultUser: UserRow
  /** The default user's, which say what new things are open to. */
  readonly globals: readonly string[]
}

async function insert(place: Place, importing: Importing, group: GroupRow | null): Promise<RepositoryRow> {
  const { db, when, defaultUser, globals } = place
  const { name, kind, owner, defaults } = importing
  const row = await insertRepository(db, {
    name,
    kind,
    state: 'repo_state_created',
    ownerId: owner.id,
    private: defaults.private,
    statistics: defaults.statistics,
    downloads: defaults.downloads,
    description: importing.description ?? `${name} repository`,
    createdOn: when,
    updatedOn: when,
    landingRevision: 'rev:tip',
    groupId: group?.id ?? null,
  })
  const permission = defaults.private ? 'repository.none' : usualPermission(globals, 'repository')
  await grantOnRepository(db, { repositoryId: row.id, userId: defaultUser.id, permission })
  await follow(db, { userId: owner.id, repositoryId: row.id, when })
  await addJournal(db, { user: owner, repository: row, action: 'started_following_repo', address: '', when })
  return row
}

/** The innermost of these groups; those that are missing are made. */
async function makeGroups(place: Place, segments: readonly string[], owner: UserRow): Promise<GroupRow | null> {
  let parent: GroupRow | null = null
  for (const segment of segments) {
    const name: string = parent ? `${parent.name}/${segment}` : segment
    parent = (await findGroupByName(place.db, name)) ?? (await makeGroup(place, { name, parent, owner }))
  }
  return parent
}

async function makeGroup(
  place: Place,
  { name, parent, owner }: { readonly name: string; readonly parent: GroupRow | null; readonly owner: UserRow },
): Promise<GroupRow> {
  const { db, when, defaultUser, globals } = place
  const facts = { name, parentId: parent?.id ?? null, description: `${name} group`, ownerId: owner.id, createdOn: when }
  const row = await insertGroup(db, facts)
  await grantOnGroup(db, { groupId: row.id, userId: defaultUser.id, permission: usualPermission(globals, 'group') })
  return row // its owner is an administrator, and needs no row
}
