import test from 'ava'
import { follow } from '#db/followers.ts'
import { updateRepository } from '#db/repositories.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

test('followers are listed, twenty on a page, without the public journal', async t => {
  const names = Array.from({ length: 22 }, (_, index) => `reader-${String(index).padStart(2, '0')}`)
  const { site, repository, user } = await makeSite(t, {
    users: Object.fromEntries(names.map(name => [name, {}])),
    repositories: { project: { commits: [] } },
  })
  const client = (await serve(t, site)).client()
  t.regex((await client.ask('/project/followers')).text, /Nobody follows/)
  const { id: repositoryId } = await repository('project')
  for (const name of ['default', ...names]) {
    await follow(site.db, { userId: (await user(name)).id, repositoryId, when: new Date() })
  }
  const listed = async (query: string) =>
    [
      ...(await client.ask(`/project/followers${query}`)).text.matchAll(
        /<span class="muted small">(reader-\d+)<\/span>/g,
      ),
    ].map(([, name]) => name)
  t.deepEqual(await listed(''), names.slice(0, 20))
  t.deepEqual(await listed('?page=2'), names.slice(20))
  t.deepEqual(await listed('?page=999'), names.slice(20))
  t.deepEqual(await listed('?page=-1'), names.slice(0, 20))
})

test('forks are listed that the visitor may read', async t => {
  const { site, repository } = await makeSite(t, {
    users: { ann: {} },
    repositories: { project: { commits: [] }, 'ann/open': {}, 'ann/closed': { private: true, owner: 'ann' } },
  })
  const served = await serve(t, site)
  const stranger = served.client()
  t.regex((await stranger.ask('/project/forks')).text, /There are no forks yet/)
  const { id: forkId } = await repository('project')
  for (const name of ['ann/open', 'ann/closed']) {
    await updateRepository(site.db, (await repository(name)).id, { forkId })
  }
  const ann = served.client()
  await ann.signIn('ann', 'ann-secret')
  const names = (text: string) => [...text.matchAll(/<strong>(ann\/\w+)<\/strong>/g)].map(([, name]) => name)
  t.deepEqual(names((await stranger.ask('/project/forks')).text), ['ann/open'])
  t.regex((await stranger.ask('/project')).text, /Forks <span class="count">1</)
  t.deepEqual(names((await ann.ask('/project/forks')).text), ['ann/closed', 'ann/open'])
})
