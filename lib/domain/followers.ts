import { transaction } from '#db/database.ts'
import { type Followed, follow, isFollowing, listFollowers, listFollowings, unfollow } from '#db/followers.ts'
import { addJournal } from '#db/journal.ts'
import { findRepositoryById, type RepositoryRow } from '#db/repositories.ts'
import { findDefaultUser, findUserById, listUsers, type UserRow } from '#db/users.ts'
import type { Permissions } from './permissions.ts'
import type { Site } from './site.ts'

/** What can be followed: a repository or a person. */
export type Followable = { readonly repository: RepositoryRow } | { readonly person: UserRow }

/** A repository that somebody may not read is one that is not there. */
export async function findFollowable(
  { db }: Pick<Site, 'db'>,
  { personId, repositoryId }: { readonly personId: number | null; readonly repositoryId: number | null },
  permissions: Permissions,
): Promise<Followable | null> {
  const person = personId === null ? undefined : await findUserById(db, personId)
  if (person) return { person }
  const repository = repositoryId === null ? undefined : await findRepositoryById(db, repositoryId)
  return repository && permissions.repository(repository) !== 'none' ? { repository } : null
}

/** Begins to follow a repository or a person, or ends it. The journal of the repository is told, as Kallithea does. */
export async function toggleFollowing(
  { db, now }: Pick<Site, 'db' | 'now'>,
  user: UserRow,
  what: Followable,
): Promise<void> {
  const followed: Followed = 'repository' in what ? { repositoryId: what.repository.id } : { personId: what.person.id }
  const when = now()
  await transaction(db, async tx => {
    const ends = await isFollowing(tx, user.id, followed)
    await (ends ? unfollow(tx, user.id, followed) : follow(tx, { userId: user.id, when, ...followed }))
    if (!('repository' in what)) return
    const action = ends ? 'stopped_following_repo' : 'started_following_repo'
    await addJournal(tx, { user, repository: what.repository, action, address: '', when })
  })
}

/** Ids of the people that follow a repository; the default user, who puts it in the public journal, is none. */
export async function listFollowerIds(
  { db }: Pick<Site, 'db'>,
  { id }: Pick<RepositoryRow, 'id'>,
): Promise<readonly number[]> {
  const everybody = await findDefaultUser(db)
  return (await listFollowers(db, id)).filter(userId => userId !== everybody?.id)
}

export interface FollowerInList {
  readonly user: UserRow
  readonly since: Date
}

/** The same people, and since when. */
export async function listFollowersOf(
  { db }: Pick<Site, 'db'>,
  repository: RepositoryRow,
): Promise<readonly FollowerInList[]> {
  const users = new Map((await listUsers(db)).map(user => [user.id, user]))
  return (await listFollowings(db, repository.id)).flatMap(({ userId, since }) => {
    const user = users.get(userId)
    return user && user.username !== 'default' ? [{ user, since }] : []
  })
}
