import test, { type ExecutionContext } from 'ava'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const options = {
  users: { ann: {}, bob: {} },
  groups: { hidden: { grants: { default: 'none' as const } } },
  repositories: {
    open: { commits: [] },
    'group/inner': { commits: [] },
    'hidden/readable': { commits: [] },
    'hidden/none': { commits: [], grants: { default: 'none' as const } },
    diary: { commits: [], private: true, owner: 'ann' },
  },
}

async function open(t: ExecutionContext, more: { anonymous?: boolean } = {}) {
  const made = await makeSite(t, { ...options, ...more })
  const server = await serve(t, made.site)
  const bob = server.client()
  await bob.signIn('bob', 'bob-secret')
  return { made, server, bob, stranger: server.client() }
}

const out = (text: string) => text.replace(/(value|came_from)=("[^"]*"|[^"&]*)/g, '')

test('signed on, what must not be seen looks exactly like what is not there', async t => {
  const { made, bob } = await open(t)
  const missing = await bob.ask('/no-such')
  t.is(missing.status, 404)
  const { id } = await made.repository('diary')
  const unseen = [
    '/diary',
    '/diary/changelog',
    '/diary/nonsense',
    '/hidden',
    '/hidden/none',
    '/hidden/no-such',
    `/_${id}`,
  ]
  for (const path of [...unseen, `/_${id}/changelog`, '/_99999', '/_99999/changelog', '/group/no-such', '/open-not']) {
    const answer = await bob.ask(path)
    t.is(answer.status, 404, path)
    t.is(out(answer.text), out(missing.text), path)
  }
})

test('not signed on, both lead to the login form, which returns', async t => {
  const { made, stranger } = await open(t)
  const { id } = await made.repository('diary')
  for (const path of [
    '/diary',
    '/diary/changelog?page=2',
    '/hidden',
    '/hidden/no-such',
    '/no-such',
    `/_${id}`,
    '/_99999',
  ]) {
    const answer = await stranger.ask(path)
    t.is(answer.status, 302, path)
    t.is(answer.location, `/_admin/login?came_from=${encodeURIComponent(path)}`)
  }
})

test('where anonymous access is closed, a stranger sees no difference between any two addresses', async t => {
  const { stranger } = await open(t, { anonymous: false })
  for (const path of ['/', '/open', '/diary', '/group', '/no-such', '/open/nonsense']) {
    t.is((await stranger.ask(path)).status, 302, path)
  }
})

test('a page that does not exist is not found, for everybody alike', async t => {
  const { bob, stranger } = await open(t)
  for (const client of [bob, stranger]) {
    t.is((await client.ask('/_admin/no-such-thing')).status, 404)
    t.is((await client.ask('/-/no-such-thing')).status, 404)
    t.is((await client.ask('/open/no-such-page')).status, 404)
  }
})

test('a group is found by its name, with a slash behind or without', async t => {
  const { stranger } = await open(t)
  for (const path of ['/group', '/group/']) {
    const answer = await stranger.ask(path)
    t.is(answer.status, 200)
    t.regex(answer.text, /<strong>inner<\/strong>/)
  }
})

test('addresses that climb, or cannot be decoded, lead nowhere', async t => {
  const { bob } = await open(t)
  const climbing = ['/group%2f..%2fopen', '/open/files/tip/%2e%2e%2fx', '/open/files/tip/a%2F.%2Fb']
  const undecodable = ['/%ff', '/open/%', '/open/files/tip/a%00b']
  for (const path of [...climbing, ...undecodable]) t.is((await bob.ask(path)).status, 400, path)
})

test('an encoded slash in a name is a slash, as in Kallithea, and opens nothing more', async t => {
  const { bob } = await open(t)
  t.is((await bob.ask('/group%2Finner')).status, 200)
  t.is((await bob.ask('/hidden%2Fnone')).status, 404)
  t.is((await bob.ask('/_admin%2Flogin')).status, 404)
})

test('the page that stands before the name of its repository tells nothing of a hidden one', async t => {
  const { bob, stranger } = await open(t)
  const asScript = { headers: { 'X-Requested-With': 'XMLHttpRequest' } }
  const missing = await bob.ask('/changeset_info/no-such/tip', asScript)
  t.is(missing.status, 404)
  for (const name of ['diary', 'hidden/none', 'group']) {
    const answer = await bob.ask(`/changeset_info/${name}/tip`, asScript)
    t.is(answer.status, 404, name)
    t.is(out(answer.text), out(missing.text), name)
    t.is((await stranger.ask(`/changeset_info/${name}/tip`, asScript)).status, 302, name)
  }
})
