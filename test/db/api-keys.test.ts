import test from 'ava'
import { findKeyOwner, insertKey } from '#db/api-keys.ts'
import { makeSite } from '../helpers/site.ts'

const now = new Date('2026-11-25T12:00:00Z')
const later = new Date('2026-11-25T12:00:01Z')

test('a key is found by what it is: the one of the account, or one that was made and lasts', async t => {
  const { site, user } = await makeSite(t, { users: { ann: {} } })
  const { db } = site
  const ann = await user('ann')
  const make = (key: string, expires: Date | null) =>
    insertKey(db, { userId: ann.id, key, description: '', expires, createdOn: now })
  await make('a'.repeat(40), null)
  await make('b'.repeat(40), now)
  t.is(await findKeyOwner(db, ann.apiKey, later), ann.id)
  t.is(await findKeyOwner(db, 'a'.repeat(40), later), ann.id)
  t.is(await findKeyOwner(db, 'b'.repeat(40), now), ann.id)
  t.is(await findKeyOwner(db, 'b'.repeat(40), later), null)
  t.is(await findKeyOwner(db, 'A'.repeat(40), later), null)
  t.is(await findKeyOwner(db, 'c'.repeat(40), later), null)
})
