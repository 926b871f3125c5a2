import test from 'ava'
import { addIpRule, listIpRules, removeIpRule } from '#db/ip-rules.ts'
import { findGroupById, findGroupByName, insertGroup, listGroups } from '#db/repository-groups.ts'
import {
  addMember,
  findUserGroupById,
  findUserGroupByName,
  insertUserGroup,
  listGroupsOfUser,
  listMembers,
  listUserGroups,
  removeMember,
} from '#db/user-groups.ts'
import { Problem } from '#std/problem.ts'
import { copyGoldenDatabase, makeDatabase } from '../helpers/database.ts'

const createdOn = new Date(2026, 0, 1)

test('user groups: by hand and by plugins, and who is in them', async t => {
  const { db } = await makeDatabase(t)
  const facts = { active: true, description: null, ownerId: 2, createdOn }
  const hand = await insertUserGroup(db, { name: 'hand', ...facts, externType: null })
  const managed = await insertUserGroup(db, { name: 'corp', ...facts, active: false, externType: 'ldap' })
  t.deepEqual(await findUserGroupByName(db, 'corp'), {
    ...facts,
    id: managed.id,
    name: 'corp',
    active: false,
    externType: 'ldap',
  })
  await addMember(db, managed.id, 2)
  await addMember(db, managed.id, 2)
  await addMember(db, hand.id, 2)
  t.deepEqual(await listMembers(db, managed.id), [2])
  t.deepEqual(
    (await listGroupsOfUser(db, 2)).map(group => group.name),
    ['corp', 'hand'],
  )
  await removeMember(db, managed.id, 2)
  t.deepEqual(await listGroupsOfUser(db, 2), [hand])
  t.deepEqual(await findUserGroupById(db, hand.id), hand)
  const again = await t.throwsAsync(insertUserGroup(db, { name: 'hand', ...facts, externType: null }), {
    instanceOf: Problem,
  })
  t.is(again.kind, 'conflict')
})

test('groups of repositories stand in each other', async t => {
  const { db } = await makeDatabase(t)
  const outer = await insertGroup(db, { name: 'a', parentId: null, description: 'A', ownerId: 2, createdOn })
  const inner = await insertGroup(db, { name: 'a/b', parentId: outer.id, description: 'B', ownerId: 2, createdOn })
  t.deepEqual(await findGroupByName(db, 'a/b'), inner)
  t.deepEqual(await findGroupById(db, inner.parentId ?? 0), outer)
  t.is(await findGroupByName(db, 'A'), undefined)
  t.deepEqual(await listGroups(db), [outer, inner])
})

test('networks of a user', async t => {
  const { db } = await makeDatabase(t)
  await addIpRule(db, 1, '10.0.0.0/8')
  await addIpRule(db, 2, '192.0.2.0/24')
  await addIpRule(db, 1, '::1/128')
  t.deepEqual(await listIpRules(db, 1), ['10.0.0.0/8', '::1/128'])
  await removeIpRule(db, 1, '10.0.0.0/8')
  t.deepEqual(await listIpRules(db, 1), ['::1/128'])
  t.deepEqual(await listIpRules(db, 2), ['192.0.2.0/24'])
})

test('the groups of the golden instance are read', async t => {
  const { db } = await copyGoldenDatabase(t)
  t.true((await listGroups(db)).some(group => group.name === 'projects/web/legacy'))
  t.true((await listUserGroups(db)).length > 0)
})
