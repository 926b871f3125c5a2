import test from 'ava'
import {
  findDefaultUser,
  findUserByEmail,
  findUserById,
  findUserByName,
  insertUser,
  listUsers,
  updateUser,
} from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import { copyGoldenDatabase, makeDatabase } from '../helpers/database.ts'

const ann = {
  username: 'Ann',
  password: 'hash',
  active: false,
  admin: true,
  firstName: 'Änn',
  lastName: 'Bee',
  email: 'Ann@Example.COM ',
  apiKey: 'a'.repeat(40),
  createdOn: new Date(2026, 1, 3, 4, 5, 6, 7),
}

test('an account is read as it was written, its address in small letters', async t => {
  const { db } = await makeDatabase(t)
  const row = await insertUser(db, ann)
  const expected = {
    ...ann,
    id: 3,
    email: 'ann@example.com',
    lastLogin: null,
    externType: null,
    externName: null,
  }
  t.deepEqual(row, expected)
  t.deepEqual(await findUserById(db, 3), expected)
  t.deepEqual(await findUserByName(db, 'Ann'), expected)
  t.is(await findUserById(db, 4), undefined)
})

test('names and addresses are found in any case, beyond ASCII too, and the same letters go first', async t => {
  const { db } = await makeDatabase(t)
  const big = await insertUser(db, { ...ann, username: 'MÜLLER', email: 'a@example.com' })
  t.is((await findUserByName(db, 'müller'))?.id, big.id)
  const small = await insertUser(db, { ...ann, username: 'müller', email: null })
  t.is((await findUserByName(db, 'müller'))?.id, small.id)
  t.is((await findUserByName(db, 'MÜLLER'))?.id, big.id)
  t.is((await findUserByEmail(db, 'A@EXAMPLE.com'))?.id, big.id)
  t.is(await findUserByName(db, 'mueller'), undefined)
  t.is(await findUserByName(db, 'm_ller'), undefined)
})

test('a main address counts before a further one', async t => {
  const { db } = await makeDatabase(t)
  const { id } = await insertUser(db, { ...ann, email: 'main@example.com' })
  await db.insertInto('user_email_map').values({ user_id: id, email: 'further@example.com' }).execute()
  await db.insertInto('user_email_map').values({ user_id: id, email: 'admin@example.com' }).execute()
  t.is((await findUserByEmail(db, 'Further@example.com'))?.id, id)
  t.is((await findUserByEmail(db, 'admin@example.com'))?.username, 'admin')
  t.is(await findUserByEmail(db, ''), undefined)
})

test('a change leaves alone what it does not name', async t => {
  const { db } = await makeDatabase(t)
  const before = await insertUser(db, ann)
  const lastLogin = new Date(2026, 2, 1)
  await updateUser(db, before.id, { active: true, lastLogin, email: '', firstName: undefined })
  t.deepEqual(await findUserById(db, before.id), { ...before, active: true, lastLogin, email: null })
  await updateUser(db, before.id, {})
  t.is((await findUserByName(db, 'admin'))?.active, true)
})

test('a name or an address that somebody has is a conflict', async t => {
  const { db } = await makeDatabase(t)
  const { id } = await insertUser(db, ann)
  const insert = t.throwsAsync(insertUser(db, { ...ann, email: null }), { instanceOf: Problem })
  t.is((await insert).kind, 'conflict')
  const update = t.throwsAsync(updateUser(db, id, { email: 'admin@example.com' }), { instanceOf: Problem })
  t.deepEqual((await update).facts.columns, ['users.email'])
})

test('the accounts of the golden instance are read', async t => {
  const { db } = await copyGoldenDatabase(t)
  const users = await listUsers(db)
  t.is(users.length, 14)
  t.is((await findDefaultUser(db))?.active, true)
  t.is((await findUserByName(db, 'ZOË'))?.username, 'zoë')
  const frank = await findUserByName(db, 'frank')
  t.is(frank?.externType, 'container')
  t.true((await findUserByName(db, 'carol'))?.admin)
  t.deepEqual(
    users.filter(user => !user.active).map(user => user.username),
    ['dave', 'henry'],
  )
})
