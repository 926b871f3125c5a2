import test from 'ava'
import { deleteUser, findBelongings } from '#db/belongings.ts'
import { addJournal, listJournal } from '#db/journal.ts'
import { openGolden } from '../helpers/golden.ts'
import { makeSite } from '../helpers/site.ts'

test('what somebody owns is found by name', async t => {
  const { site, user } = await makeSite(t, {
    users: { joe: {} },
    groups: { team: { owner: 'joe' } },
    repositories: { 'team/b': { owner: 'joe' }, 'team/a': { owner: 'joe' }, other: {} },
  })
  t.deepEqual(await findBelongings(site.db, (await user('joe')).id), {
    repositories: ['team/a', 'team/b'],
    groups: ['team'],
    userGroups: [],
    gists: 0,
    pullRequests: 0,
  })
})

test('the journal of somebody who is gone keeps the name', async t => {
  const { site, user } = await makeSite(t, { users: { joe: {} } })
  const joe = await user('joe')
  await addJournal(site.db, { user: joe, repository: null, action: 'x', address: '', when: new Date() })
  await deleteUser(site.db, joe.id)
  t.like((await listJournal(site.db))[0], { userId: null, username: 'joe' })
})

test('everybody of a real site who owns nothing can be deleted, whatever else is his', async t => {
  const { db } = await openGolden(t)
  let deleted = 0
  for (const { user_id } of await db
    .selectFrom('users')
    .select('user_id')
    .where('username', '!=', 'default')
    .execute()) {
    const { gists, pullRequests, ...named } = await findBelongings(db, user_id)
    if (Object.values(named).flat().length + gists + pullRequests > 0) continue
    await deleteUser(db, user_id)
    deleted++
  }
  t.true(deleted > 3)
})
