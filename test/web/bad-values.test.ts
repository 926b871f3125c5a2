import test from 'ava'
import { listPages } from '#web/router.ts'
import { listTrials } from '../helpers/bad-addresses.ts'
import { makeJudge, sizeFaults } from '../helpers/bad-answers.ts'
import { badValueTable } from '../helpers/bad-value-table.ts'
import { commit } from '../helpers/commit-description.ts'
import { readState } from '../helpers/database-state.ts'
import { rowFaults } from '../helpers/page-name.ts'
import { kinds } from '../helpers/repository-pages.ts'
import { makeSite } from '../helpers/site.ts'
import { readSources } from '../helpers/source.ts'
import { serve } from '../helpers/web.ts'

const pages = listPages().filter(({ method }) => method === 'GET')

test('every page has its row, and every row its page', t => {
  t.deepEqual(
    rowFaults(pages, badValueTable, { file: 'bad-value-table.ts', what: 'say what becomes of bad values' }),
    [],
  )
})

test('every parameter of a query that is read has its place in the table', t => {
  const known = new Set(Object.values(badValueTable).flatMap(({ query = {} }) => Object.keys(query)))
  const read = readSources('lib/web').flatMap(({ text }) =>
    [...text.matchAll(/\bquery\.(?:get|has|getAll)\('(\w+)'\)/g)].map(([, name = '']) => name),
  )
  t.true(read.includes('filter'))
  t.deepEqual(
    read.filter(name => !known.has(name)),
    [],
  )
})

test('a stranger with an endless address is asked to sign in, and comes back to the first page', async t => {
  const { site } = await makeSite(t, { anonymous: false, repositories: { atlas: {} } })
  const client = (await serve(t, site)).client()
  for (const path of [`/${'x'.repeat(10_000)}`, `/atlas?filter=${'%C3%A4'.repeat(1_700)}`]) {
    const answer = await client.ask(path)
    t.is(answer.location, '/_admin/login')
    t.deepEqual(sizeFaults(answer), [])
  }
  t.is((await client.ask('/atlas?page=2')).location, '/_admin/login?came_from=%2Fatlas%3Fpage%3D2')
})

test('a bad value in an address is told, starts nothing and changes nothing', async t => {
  t.timeout(600_000)
  const commits = [commit('one', { 'a.txt': 'a\n' }), commit('two', { 'a.txt': 'b\n' })]
  const repositories = Object.fromEntries(kinds.map(kind => [kind, { kind, downloads: true, commits }]))
  const { site, user } = await makeSite(t, {
    now: new Date(),
    ini: { ssh_enabled: 'true' },
    users: { joe: {} },
    groups: { shelf: {} },
    repositories,
  })
  const client = (await serve(t, site)).client()
  await client.signIn('admin', 'admin-secret')
  const judge = makeJudge(site, client)
  const before = await readState(site.db)
  const good = { id: String((await user('joe')).id), revision: 'tip', path: 'a.txt', file: 'tip.zip', group: 'shelf' }
  const faults: string[] = []
  for (const page of listPages()) {
    for (const repository of page.route.scope === 'repository' ? kinds : ['']) {
      for (const trial of listTrials(page, { ...good, repository })) faults.push(...(await judge.try(trial)))
    }
  }
  t.deepEqual(faults, [])
  t.is(await readState(site.db), before)
})
