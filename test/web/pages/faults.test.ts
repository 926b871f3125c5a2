import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { follow } from '#db/followers.ts'
import { insertGist } from '#db/gists.ts'
import { addJournal } from '#db/journal.ts'
import { updateRepository } from '#db/repositories.ts'
import { openBrowser } from '../../helpers/browser.ts'
import { commit } from '../../helpers/commit-description.ts'
import { findFaults } from '../../helpers/page-faults.ts'
import { makeRepository } from '../../helpers/repositories.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const long = 'a-name-that-goes-on-and-on-without-any-end-at-all-and-then-some-more-of-it'
const now = new Date('2026-11-25T12:00:00Z')
const ids = Array.from({ length: 5 }, (_, index) => String(index).repeat(40))

const actions = [
  `push:${ids.join(',')}`,
  `push:tag=>${long}`,
  `user_forked_repo:${long}/fork`,
  `user_downloaded_archive:${long}.tar.gz`,
  'user_commented_pull_request:4',
  'started_following_repo',
]

const pages = ['/about', '/_admin/journal', '/_admin/gists', '/_admin/gists/1', `/${long}/project`]

test('pages about people and what they do are valid, accessible in both themes, and fit into every window', async t => {
  t.timeout(900_000)
  const { site, root, user, repository } = await makeSite(t, {
    now,
    users: { [long]: {} },
    repositories: { [`${long}/project`]: { commits: [commit('first', { a: '1\n' })] }, [`${long}/fork`]: {} },
  })
  const { db } = site
  const [reader, project, fork] = [
    await user(long),
    await repository(`${long}/project`),
    await repository(`${long}/fork`),
  ]
  await updateRepository(db, fork.id, { forkId: project.id })
  await follow(db, { userId: reader.id, repositoryId: project.id, when: now })
  for (const [index, action] of actions.entries()) {
    const when = new Date(now.getTime() - index * 20_000_000)
    await addJournal(db, { user: reader, repository: project, action, address: '', when })
  }
  await insertGist(db, {
    accessId: '1',
    kind: 'public',
    description: long,
    ownerId: reader.id,
    expires: now,
    createdOn: now,
  })
  const store = path.join(root, '.rc_gist_store')
  await mkdir(store)
  const files = { [`${long}.js`]: `let a = 1 // ${'very '.repeat(60)}\n`, 'b.bin': Buffer.from([0, 1]), c: '1\n2\n' }
  await makeRepository('hg', path.join(store, '1'), [commit('files', files)])
  const { origin, client } = await serve(t, site)
  const browser = await openBrowser(t)
  const visitor = client()
  await visitor.signIn(long, `${long}-secret`)
  for (const page of pages) t.deepEqual(await findFaults(browser, origin + page, visitor.visitor), [], page)
  for (const page of ['followers', 'forks']) {
    t.deepEqual(await findFaults(browser, `${origin}/${long}/project/${page}`, visitor.visitor), [], page)
  }
})
