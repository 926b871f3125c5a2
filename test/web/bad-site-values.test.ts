import test, { type ExecutionContext } from 'ava'
import { addFurtherEmail } from '#db/further-emails.ts'
import { addIpRule } from '#db/ip-rules.ts'
import { pathOf, type Route } from '#web/route.ts'
import { listPages } from '#web/router.ts'
import { badFormTable } from '../helpers/bad-form-table.ts'
import { listFormTrials, makeFormJudge } from '../helpers/bad-forms.ts'
import { readPage } from '../helpers/html-tags.ts'
import { listForms } from '../helpers/page-forms.ts'
import { pageName, rowFaults } from '../helpers/page-name.ts'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

const actions = listPages().filter(({ method }) => method === 'POST')

test('every action has its row, and every row its action', t => {
  t.deepEqual(
    rowFaults(actions, badFormTable, { file: 'bad-form-table.ts', what: 'say what becomes of bad values' }),
    [],
  )
})

test('every field of every form has its place in the table', async t => {
  const { client, good } = await open(t)
  const fields = new Set<string>()
  for (const page of listPages().filter(({ method }) => method === 'GET')) {
    const { text, headers } = await client.ask(pathOf(page.route, good as never)) // what every pattern may ask for
    if (!headers.get('content-type')?.startsWith('text/html')) continue
    for (const { method, path, fields: own } of listForms(readPage(text).tags)) {
      const action = method === 'post' && actions.find(({ route }) => matches(route, path))
      if (action) for (const { name } of own) fields.add(`${pageName(action)} ${name}`)
      else if (method === 'post') fields.add(`no action at ${path}`)
    }
  }
  const known = Object.entries(badFormTable).flatMap(([page, row]) =>
    Object.keys(row.fields).map(name => `${page} ${name}`),
  )
  t.deepEqual(
    [...fields].filter(field => !known.includes(field) && !field.endsWith('_token')),
    [],
  )
})

test('a bad value in a form is told, loses nothing that was typed, starts nothing and saves nothing', async t => {
  t.timeout(600_000)
  const { site, client, good } = await open(t)
  const judge = makeFormJudge(site, client, good)
  const faults: string[] = []
  for (const page of actions) {
    for (const trial of listFormTrials(page)) faults.push(...(await judge.try(trial)))
  }
  t.deepEqual(faults, [])
})

function matches({ scope, pattern }: Route, path: string): boolean {
  const own = pattern.replace(/:\w+/g, '[^/]+').replace(/\*\w+/g, '.*')
  return new RegExp(`^${scope === 'site' ? '' : '/.+'}${own}$`).test(path)
}

/** A site on which every form is to be seen, by an administrator. */
async function open(t: ExecutionContext) {
  const { site, user, repository } = await makeSite(t, {
    container: true,
    ini: { ssh_enabled: 'true' },
    globals: ['hg.extern_activate.manual'],
    users: { joe: {}, named: { externType: 'container' } },
    repositories: { atlas: { commits: [] } },
  })
  const server = await serve(t, site)
  for (const name of ['CORP\\waiting', 'CORP\\named', 'EAST\\named']) await server.client({ user: name }).ask('/')
  const client = server.client()
  await client.signIn('admin', 'admin-secret')
  const ids = { joe: (await user('joe')).id, admin: (await user('admin')).id }
  for (const [name, id] of Object.entries(ids)) await addFurtherEmail(site.db, id, `${name}@example.org`)
  for (const id of [ids.joe, (await user('default')).id]) await addIpRule(site.db, id, '127.0.0.0/8')
  const good = {
    id: String(ids.joe),
    waiting: String((await user('waiting')).id),
    named: String((await user('named')).id),
    repository: 'atlas',
    repositoryId: String((await repository('atlas')).id),
    revision: 'tip',
    path: '',
    file: 'tip.zip',
    format: 'atom',
    group: '',
  }
  return { site, client, good }
}
