import test, { type ExecutionContext } from 'ava'
import { grantOnUserGroup } from '#db/permissions.ts'
import { findUserGroupByName } from '#db/user-groups.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

async function open(t: ExecutionContext) {
  const made = await makeSite(t, {
    users: { ann: {}, Bert: {}, sleeper: { active: false } },
    userGroups: { readers: { members: [] }, retired: { members: [], active: false }, unseen: { members: [] } },
  })
  const { db } = made.site
  for (const name of ['readers', 'retired']) {
    const group = await findUserGroupByName(db, name)
    const { id: userId } = await made.user('default')
    if (group) await grantOnUserGroup(db, { onUserGroupId: group.id, userId, permission: 'usergroup.read' })
  }
  const served = await serve(t, made.site)
  const ann = served.client()
  await ann.signIn('ann', 'ann-secret')
  return { ann, stranger: served.client() }
}

test('a script completes names of people and of user groups', async t => {
  const { ann } = await open(t)
  const names = async (query: string) => {
    const { results } = JSON.parse((await ann.ask(`/_users_and_groups?${query}`)).text)
    return results.map((each: { nname?: string; grname?: string }) => each.nname ?? each.grname)
  }
  t.deepEqual(await names('query=TESTER'), ['Bert', 'ann'])
  t.deepEqual(await names('query=tester+an'), ['ann'])
  t.deepEqual(await names('query=bert%40example'), ['Bert'])
  t.deepEqual(await names('query=sleep'), [])
  t.deepEqual(await names('key=sleeper'), ['sleeper'])
  t.deepEqual(await names('key=bert'), [])
  t.deepEqual(await names('query='), [])
  t.deepEqual(await names('query=%25'), [])
  t.deepEqual(await names('types=groups&query=re'), ['readers'])
  t.deepEqual(await names('types=users,groups&query=re'), ['readers'])
  t.deepEqual(await names('types=groups&key=unseen'), [])
})

test('nobody in particular is told who is here', async t => {
  const { stranger } = await open(t)
  t.is((await stranger.ask('/_users_and_groups?query=a')).status, 302)
})
