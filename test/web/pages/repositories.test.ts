import test from 'ava'
import { updateRepository } from '#db/repositories.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const byScript = { headers: { 'X-Requested-With': 'XMLHttpRequest' } }

test('scripts get the repositories that somebody may read; nothing else does', async t => {
  const { site, repository } = await makeSite(t, {
    users: { bob: {} },
    repositories: { 'gruppe/über': {}, diary: { private: true }, 'hidden/none': { grants: { default: 'none' } } },
  })
  const pulled = await repository('gruppe/über')
  await updateRepository(site.db, pulled.id, { cloneUri: 'https://ann:secret@example.com/x' })
  const bob = (await serve(t, site)).client()
  await bob.signIn('bob', 'bob-secret')
  t.is((await bob.ask('/_repos')).status, 400)
  const { text, headers } = await bob.ask('/_repos', byScript)
  t.is(headers.get('content-type'), 'application/json; charset=utf-8')
  t.regex(text, /^[ -~]+$/) // readable also for who takes it for latin1
  const { more, results } = JSON.parse(text)
  t.false(more)
  t.deepEqual(
    results.map((each: { text: string; children: { id: string }[] }) => [each.text, each.children.map(({ id }) => id)]),
    [
      ['Groups', ['gruppe', 'hidden']],
      ['Repositories', ['gruppe/über']],
    ],
  )
  t.like(results[1].children[0].obj, {
    clone_uri: 'https://example.com/x',
    landing_rev: ['rev', 'tip'],
    private: false,
  })
})

test('where strangers see nothing, they get no list either', async t => {
  const { site } = await makeSite(t, { anonymous: false, repositories: { open: {} } })
  const { status, location } = await (await serve(t, site)).client().ask('/_repos', byScript)
  t.is(status, 302)
  t.regex(location ?? '', /login/)
})
