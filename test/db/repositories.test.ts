import test from 'ava'
import { follow, listFollowers } from '#db/followers.ts'
import { addJournal, listJournal } from '#db/journal.ts'
import {
  deleteRepository,
  findRepositoryById,
  findRepositoryByName,
  insertRepository,
  listRepositories,
  saveChangesetCache,
  updateRepository,
} from '#db/repositories.ts'
import type { Database } from '#db/database.ts'
import { Problem } from '#std/problem.ts'
import { copyGoldenDatabase, makeDatabase } from '../helpers/database.ts'

const created = new Date(2026, 1, 3, 4, 5, 6, 7)

function describe(name: string) {
  return {
    name,
    state: 'repo_state_created',
    kind: 'git' as const,
    ownerId: 2,
    private: true,
    statistics: false,
    downloads: true,
    description: 'ä project',
    createdOn: created,
    updatedOn: created,
    landingRevision: 'rev:tip',
  }
}

const cache = {
  shortId: '0123456789ab',
  rawId: '0123456789abcdef0123456789abcdef01234567',
  revision: 3,
  message: 'über\nall',
  date: '2026-01-02T03:04:05',
  author: 'Zoë <z@example.com>',
}

test('a repository is read as it was written', async t => {
  const { db } = await makeDatabase(t)
  const row = await insertRepository(db, describe('a/b'))
  const nothing = { changesetCache: null, forkId: null, groupId: null, cloneUri: null }
  t.deepEqual(row, { ...describe('a/b'), ...nothing, id: 1 })
  t.deepEqual(await findRepositoryById(db, 1), row)
  t.deepEqual(await findRepositoryByName(db, 'a/b'), row)
  t.is(await findRepositoryByName(db, 'A/b'), undefined)
  const error = await t.throwsAsync(insertRepository(db, describe('a/b')), { instanceOf: Problem })
  t.is(error.kind, 'conflict')
})

test('the newest commit is remembered as Kallithea does', async t => {
  const { db } = await makeDatabase(t)
  const { id } = await insertRepository(db, describe('a'))
  const updatedOn = new Date(2026, 0, 2, 3, 4, 5)
  await saveChangesetCache(db, id, cache, updatedOn)
  t.deepEqual((await findRepositoryById(db, id))?.changesetCache, cache)
  t.deepEqual((await findRepositoryById(db, id))?.updatedOn, updatedOn)
  const stored = await db.selectFrom('repositories').select('changeset_cache').executeTakeFirstOrThrow()
  const text = Buffer.from(stored.changeset_cache ?? '').toString('latin1')
  t.deepEqual(Object.keys(JSON.parse(text)).toSorted(), ['author', 'date', 'message', 'raw_id', 'revision', 'short_id'])
  await updateRepository(db, id, { description: 'other' })
  t.deepEqual((await findRepositoryById(db, id))?.changesetCache, cache)
  await updateRepository(db, id, { changesetCache: null })
  t.is((await findRepositoryById(db, id))?.changesetCache, null)
})

test('what remembers no commit, or cannot be read, is none', async t => {
  const { db } = await makeDatabase(t)
  const { id } = await insertRepository(db, describe('a'))
  for (const text of ['', 'garbage', '{}', `{"raw_id": "${'0'.repeat(40)}", "revision": -1}`]) {
    await db
      .updateTable('repositories')
      .set({ changeset_cache: Buffer.from(text) })
      .execute()
    t.is((await findRepositoryById(db, id))?.changesetCache, null)
  }
})

test('who follows already goes on, and the journal keeps names', async t => {
  const { db } = await makeDatabase(t)
  const { id } = await insertRepository(db, describe('a'))
  await follow(db, { userId: 2, repositoryId: id, when: created })
  await follow(db, { userId: 2, repositoryId: id, when: created })
  t.deepEqual(await listFollowers(db, id), [2])
  const user = { id: 2, username: 'admin' }
  await addJournal(db, { user, repository: { id, name: 'a' }, action: 'push:abc', address: '::1', when: created })
  await addJournal(db, { user, repository: null, action: 'user_logged_in', address: '', when: created })
  const about = { userId: 2, username: 'admin', when: created }
  t.deepEqual(await listJournal(db), [
    { ...about, id: 1, repositoryId: id, repositoryName: 'a', address: '::1', action: 'push:abc' },
    { ...about, id: 2, repositoryId: null, repositoryName: '', address: '', action: 'user_logged_in' },
  ])
})

async function count(rows: Promise<readonly unknown[]>): Promise<number> {
  return (await rows).length
}

/** How many rows every table has that are about this repository. */
async function countRows(db: Database, id: number) {
  const requests = db
    .selectFrom('pull_requests')
    .select('pull_request_id')
    .where(({ or, eb }) => or([eb('org_repo_id', '=', id), eb('other_repo_id', '=', id)]))
  return {
    requests: await count(requests.execute()),
    comments: await count(db.selectFrom('changeset_comments').selectAll().where('repo_id', '=', id).execute()),
    statuses: await count(db.selectFrom('changeset_statuses').selectAll().where('repo_id', '=', id).execute()),
    grants: await count(db.selectFrom('repo_to_perm').selectAll().where('repository_id', '=', id).execute()),
    followers: (await listFollowers(db, id)).length,
    journal: await count(db.selectFrom('user_logs').selectAll().where('repository_id', '=', id).execute()),
    forks: await count(db.selectFrom('repositories').selectAll().where('fork_id', '=', id).execute()),
  }
}

test('a deleted repository takes all that is about it, and leaves forks, journal and the others’ rows', async t => {
  const { db } = await copyGoldenDatabase(t)
  const site = await findRepositoryByName(db, 'projects/web/site')
  const other = await findRepositoryByName(db, 'projects/app')
  if (!site || !other) return t.fail('the golden instance has both')
  const { requests, comments, journal, forks, ...rest } = await countRows(db, site.id)
  for (const [what, rows] of Object.entries({ requests, comments, journal, forks, ...rest })) t.true(rows > 0, what)
  const journalBefore = (await listJournal(db)).length
  const otherBefore = await countRows(db, other.id)
  await deleteRepository(db, site.id)
  t.is(await findRepositoryById(db, site.id), undefined)
  t.true(Object.values(await countRows(db, site.id)).every(rows => rows === 0))
  t.is((await listJournal(db)).length, journalBefore)
  t.deepEqual(await countRows(db, other.id), otherBefore)
  t.is((await findRepositoryByName(db, 'people/bob-site'))?.forkId, null)
  const orphans = await db
    .selectFrom('changeset_statuses')
    .leftJoin('changeset_comments', 'comment_id', 'changeset_comment_id')
    .select('changeset_status_id')
    .where('comment_id', 'is', null)
    .execute()
  t.deepEqual(orphans, [])
})

test('the repositories of the golden instance are read', async t => {
  const { db } = await copyGoldenDatabase(t)
  const rows = await listRepositories(db)
  t.is(rows.length, 14)
  const site = rows.find(row => row.name === 'projects/web/site')
  t.is(site?.kind, 'hg')
  t.regex(site?.changesetCache?.rawId ?? '', /^[0-9a-f]{40}$/)
  t.is(rows.find(row => row.name === 'empty-git')?.changesetCache, null)
  t.true(rows.find(row => row.name === 'diary')?.private)
  t.is(rows.find(row => row.name === 'people/bob-site')?.forkId, site?.id)
})
