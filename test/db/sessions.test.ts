import test from 'ava'
import { forgetExternalSignOn, listExternalSignOns, noteExternalSignOn } from '#db/external-sign-ons.ts'
import { deleteExpiredSessions, deleteSession, deleteSessionsOfUser, findSession, saveSession } from '#db/sessions.ts'
import { makeDatabase } from '../helpers/database.ts'

function session(idHash: string, userId: number | null, day: number) {
  return {
    idHash,
    data: `{"of":"${idHash}"}`,
    userId,
    createdOn: new Date(2026, 0, 1),
    expiresOn: new Date(2026, 0, day),
  }
}

test('a session is saved, found, changed and deleted', async t => {
  const { db } = await makeDatabase(t)
  await saveSession(db, session('a', null, 2))
  t.deepEqual(await findSession(db, 'a'), session('a', null, 2))
  await saveSession(db, session('a', 2, 3))
  t.deepEqual(await findSession(db, 'a'), session('a', 2, 3))
  await deleteSession(db, 'a')
  t.is(await findSession(db, 'a'), undefined)
})

test('sessions end: those whose time is over, or all of an account', async t => {
  const { db } = await makeDatabase(t)
  await saveSession(db, session('old', 1, 2))
  await saveSession(db, session('now', 1, 3))
  await saveSession(db, session('new', 1, 4))
  await saveSession(db, session('other', 2, 4))
  await deleteExpiredSessions(db, new Date(2026, 0, 3))
  const left = async () =>
    (await db.selectFrom('ext_sessions').select('id_hash').orderBy('id_hash').execute()).map(row => row.id_hash)
  t.deepEqual(await left(), ['new', 'other'])
  await deleteSessionsOfUser(db, 1)
  t.deepEqual(await left(), ['other'])
})

test('of each account that waits, the last time it asked is known', async t => {
  const { db } = await makeDatabase(t)
  const note = (userId: number, hour: number) => ({
    userId,
    address: `10.0.0.${hour}`,
    name: `CORP\\u${userId}`,
    when: new Date(2026, 0, 1, hour),
  })
  await noteExternalSignOn(db, 7, note(7, 1))
  await noteExternalSignOn(db, 8, note(8, 2))
  await noteExternalSignOn(db, 7, note(7, 3))
  t.deepEqual(await listExternalSignOns(db), [note(7, 3), note(8, 2)])
  await forgetExternalSignOn(db, 7)
  t.deepEqual(await listExternalSignOns(db), [note(8, 2)])
})
