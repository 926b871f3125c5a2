import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { findRepositoryByName, updateRepository } from '#db/repositories.ts'
import { command } from '../../helpers/command-line.ts'
import { commit, makeRepository } from '../../helpers/repositories.ts'
import { makeSite } from '../../helpers/site.ts'

const first = commit('first', { readme: 'hello' })

test.serial('new repositories are taken in, for whom is asked, and what cannot be is told with its reason', async t => {
  const { folder, ini, root, repository, user } = await makeSite(t, { users: { alice: {} } })
  await makeRepository('git', path.join(root, 'project'), [first])
  await makeRepository('git', path.join(root, 'two words'), [first])
  const ended = await command(t, { folder }, 'repo-scan', '--config_file', ini, '--owner', 'alice')
  t.is(ended.code, 0, ended.stderr)
  t.regex(ended.stdout, /^Added: project$/m)
  t.regex(ended.stdout, /^Skipped: two words \(a repository cannot have this name\)$/m)
  t.is((await repository('project')).ownerId, (await user('alice')).id)
})

test.serial('what is gone is listed, and forgotten only with --remove-missing; its forks stay', async t => {
  const repositories = { gone: {}, fork: { commits: [first] } }
  const { folder, ini, site, repository } = await makeSite(t, { repositories })
  await updateRepository(site.db, (await repository('fork')).id, { forkId: (await repository('gone')).id })
  const listed = await command(t, { folder }, 'repo-scan', '-c', ini)
  t.regex(listed.stdout, /^Missing: gone$/m)
  t.truthy(await findRepositoryByName(site.db, 'gone'))
  const removed = await command(t, { folder }, 'repo-scan', '-c', ini, '--remove-missing')
  t.regex(removed.stdout, /^Removed: gone$/m)
  t.is(await findRepositoryByName(site.db, 'gone'), undefined)
  t.is((await repository('fork')).forkId, null)
})

test.serial('a folder that is there but no repository keeps its row', async t => {
  const { folder, ini, site, root } = await makeSite(t, { repositories: { odd: {} } })
  await mkdir(path.join(root, 'odd'), { recursive: true })
  const ended = await command(t, { folder }, 'repo-scan', '-c', ini, '--remove-missing')
  t.regex(ended.stdout, /^Kept: odd/m)
  t.truthy(await findRepositoryByName(site.db, 'odd'))
})

test.serial('nothing is forgotten when the folder of the repositories is not there', async t => {
  const { folder, ini, site, root } = await makeSite(t, { repositories: { project: { commits: [first] } } })
  await rename(root, `${root}-away`)
  t.teardown(() => rm(`${root}-away`, { recursive: true, force: true }))
  const ended = await command(t, { folder }, 'repo-scan', '-c', ini, '--remove-missing')
  t.is(ended.code, 6)
  t.truthy(await findRepositoryByName(site.db, 'project'))
})

test.serial('an owner who is not there is a sentence', async t => {
  const { folder, ini } = await makeSite(t)
  const ended = await command(t, { folder }, 'repo-scan', '-c', ini, '--owner', 'nobody')
  t.deepEqual([ended.code, ended.stderr], [4, 'kallithea: no account has this name (name: nobody)\n'])
})
