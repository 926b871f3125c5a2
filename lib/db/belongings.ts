import { type Database, transaction } from './database.ts'
import { deleteNamesOfUser } from './external-names.ts'
import { deleteSignOnsOfUser } from './sign-ons.ts'
import { forgetExternalSignOn } from './external-sign-ons.ts'
import { deleteSessionsOfUser } from './sessions.ts'

/** What somebody owns, and what would be nobody's without him. */
export interface Belongings {
  readonly repositories: readonly string[]
  readonly groups: readonly string[]
  readonly userGroups: readonly string[]
  readonly gists: number
  readonly pullRequests: number
}

export async function findBelongings(db: Database, userId: number): Promise<Belongings> {
  const repositories = db.selectFrom('repositories').select('repo_name as name').where('user_id', '=', userId)
  const groups = db.selectFrom('groups').select('group_name as name').where('user_id', '=', userId)
  const userGroups = db.selectFrom('users_groups').select('users_group_name as name').where('user_id', '=', userId)
  return {
    repositories: (await repositories.orderBy('repo_name').execute()).map(({ name }) => name),
    groups: (await groups.orderBy('group_name').execute()).map(({ name }) => name),
    userGroups: (await userGroups.orderBy('users_group_name').execute()).map(({ name }) => name),
    gists: await countOf(db, 'gists', userId),
    pullRequests: await countOf(db, 'pull_requests', userId),
  }
}

async function countOf(db: Database, table: 'gists' | 'pull_requests', userId: number): Promise<number> {
  const query = db.selectFrom(table).where('user_id', '=', userId)
  const { count } = await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** Removes the account and all that is its own; the journal stays, and keeps the name. Who owns something is kept. */
export async function deleteUser(db: Database, id: number): Promise<void> {
  await transaction(db, async tx => {
    const comments = tx.selectFrom('changeset_comments').select('comment_id').where('user_id', '=', id)
    await tx
      .deleteFrom('changeset_statuses')
      .where(({ or, eb }) => or([eb('user_id', '=', id), eb('changeset_comment_id', 'in', comments)]))
      .execute()
    for (const table of own) await tx.deleteFrom(table).where('user_id', '=', id).execute()
    await tx.deleteFrom('user_followings').where('follows_user_id', '=', id).execute()
    await tx.updateTable('user_logs').set({ user_id: null }).where('user_id', '=', id).execute()
    await deleteSessionsOfUser(tx, id)
    await forgetExternalSignOn(tx, id)
    await deleteNamesOfUser(tx, id)
    await deleteSignOnsOfUser(tx, id)
    await tx.deleteFrom('users').where('user_id', '=', id).execute()
  })
}

const own = [
  'changeset_comments',
  'pull_request_reviewers',
  'user_to_perm',
  'repo_to_perm',
  'user_repo_group_to_perm',
  'user_user_group_to_perm',
  'users_groups_members',
  'user_email_map',
  'user_ip_map',
  'user_api_keys',
  'user_ssh_keys',
  'user_followings',
] as const
