import test from 'ava'
import { overwriteGrants } from '#db/default-grants.ts'
import { makeSite } from '../helpers/site.ts'

test('where there are several rows for one thing, one is left, and those of others stay', async t => {
  const { site, user, repository } = await makeSite(t, {
    users: { joe: {} },
    repositories: { one: { grants: { joe: 'admin' } }, two: {} },
  })
  const { db } = site
  const [userId, repositoryId] = [(await user('default')).id, (await repository('one')).id]
  const write = db.selectFrom('permissions').select('permission_id').where('permission_name', '=', 'repository.write')
  const { permission_id } = await write.executeTakeFirstOrThrow()
  await db.insertInto('repo_to_perm').values({ user_id: userId, repository_id: repositoryId, permission_id }).execute()
  await overwriteGrants(db, { kind: 'repository', userId, permission: 'repository.write' })
  const rows = await db
    .selectFrom('repo_to_perm')
    .innerJoin('permissions', 'permissions.permission_id', 'repo_to_perm.permission_id')
    .innerJoin('users', 'users.user_id', 'repo_to_perm.user_id')
    .innerJoin('repositories', 'repo_id', 'repository_id')
    .select(['repo_name as name', 'username as who', 'permission_name as may'])
    .orderBy('repo_name')
    .orderBy('username')
    .execute()
  t.deepEqual(rows, [
    { name: 'one', who: 'default', may: 'repository.write' },
    { name: 'one', who: 'joe', may: 'repository.admin' },
    { name: 'two', who: 'default', may: 'repository.write' },
  ])
})
