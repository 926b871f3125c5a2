import test, { type ExecutionContext } from 'ava'
import { makeSite, type SiteOptions } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const options: SiteOptions = {
  users: { ann: {}, bob: {} },
  groups: { 'a/b': {}, hidden: { grants: { default: 'none' } } },
  repositories: {
    top: { description: 'On <top>' },
    'a/one': {},
    'a/b/two': { kind: 'hg' },
    'hidden/reachable': {},
    'hidden/none': { grants: { default: 'none' } },
    diary: { private: true, owner: 'ann' },
  },
}

async function open(t: ExecutionContext, more: SiteOptions = {}) {
  const { site } = await makeSite(t, { ...options, ...more })
  const server = await serve(t, site)
  return async (name: string) => {
    const client = server.client()
    if (name) await client.signIn(name, `${name}-secret`)
    return client
  }
}

const rowsOf = (text: string) => [...text.matchAll(/<tr data-row data-name="([^"]*)"/g)].map(([, name]) => name)

test('groups come first, then repositories; what stands in a group is counted', async t => {
  const client = await (await open(t))('')
  const { text } = await client.ask('/')
  t.deepEqual(rowsOf(text), ['a', 'hidden/reachable', 'top'])
  t.regex(text, /1 group, 2 repositories/)
  t.regex(text, /On &lt;top&gt;/)
})

test('everybody sees what he may read, and only that', async t => {
  const as = await open(t)
  t.deepEqual(rowsOf((await (await as('bob')).ask('/')).text), ['a', 'hidden/reachable', 'top'])
  t.deepEqual(rowsOf((await (await as('ann')).ask('/')).text), ['a', 'diary', 'hidden/reachable', 'top'])
  t.deepEqual(rowsOf((await (await as('admin')).ask('/')).text), ['a', 'hidden', 'diary', 'top'])
})

test('the filter finds in everything below, without script', async t => {
  const client = await (await open(t))('')
  t.deepEqual(rowsOf((await client.ask('/?filter=TWO')).text), ['a/b/two'])
  t.deepEqual(rowsOf((await client.ask('/?filter=none')).text), [])
  t.regex((await client.ask('/?filter=%3Cx')).text, /Nothing is called “&lt;x”/)
})

test('where nothing can be read, that is said', async t => {
  const client = await (await open(t, { repositories: {}, groups: {} }))('bob')
  t.regex((await client.ask('/')).text, /There are no repositories here yet/)
})

test('a group shows what stands in it, and the way up', async t => {
  const client = await (await open(t))('')
  t.deepEqual(rowsOf((await client.ask('/a')).text), ['b', 'one'])
  const { text } = await client.ask('/a/b')
  t.deepEqual(rowsOf(text), ['two'])
  t.regex(text, /<a href="\/a">a<\/a>/)
  t.deepEqual(rowsOf((await client.ask('/a?filter=o')).text), ['b/two', 'one'])
})

test('the menu leads only to what there is for this visitor', async t => {
  const as = await open(t)
  t.notRegex((await (await as('bob')).ask('/')).text, /href="\/_admin\/auth"/)
  t.regex((await (await as('admin')).ask('/')).text, /href="\/_admin\/auth"/)
})
