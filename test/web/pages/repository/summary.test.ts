import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { attack, isPoisoned, kinds, oddHistory, openPages } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const history = [
  commit('first', { 'README.md': '# Read *me*\n\n[there](docs/x.md) ![p](p.png)\n', 'docs/x.md': 'x\n' }),
  commit('second, see #12', { 'src/a.c': 'int a;\n' }, { tags: ['v1'], author: 'Bob <admin@example.com>' }),
]

for (const kind of kinds) {
  test(`a summary of ${kind} shows files, readme, newest commits, tags and the clone address`, async t => {
    const { get } = await openPages(t, kind, history)
    const { status, text } = await get('')
    t.is(status, 200)
    t.regex(text, /<h3 class="level1" id="user-content-read-me">Read <em>me<\/em><\/h3>/)
    t.regex(text, /href="\/group\/project\/files\/tip\/docs\/x.md"/)
    t.regex(text, /src="\/group\/project\/raw\/tip\/p.png"/)
    t.regex(text, /href="\/group\/project\/files\/tip\/src"/)
    t.regex(text, /second, see #12/)
    t.regex(text, /<span>v1<\/span>/)
    t.regex(text, /value="http:\/\/127\.0\.0\.1:\d+\/group\/project"/)
    t.regex(text, /value="http:\/\/127\.0\.0\.1:\d+\/_\d+"/)
  })

  test(`an empty ${kind} repository says how to fill it`, async t => {
    const { get } = await openPages(t, kind, [])
    const { status, text } = await get('')
    t.is(status, 200)
    t.regex(text, new RegExp(`This repository is empty[\\s\\S]*${kind} clone http[^<]*/group/project`))
  })

  test(`names of ${kind} are text on the summary, whatever they say`, async t => {
    const description = `see ${attack}`
    const repositories = { 'group/project': { kind, commits: oddHistory(), description } }
    const { get } = await openPages(t, kind, [], { repositories })
    const { text } = await get('')
    t.false(isPoisoned(text))
    t.regex(text, /&quot;&gt;&lt;script&gt;/)
  })
}

test('the summary has a second address', async t => {
  const { get } = await openPages(t, 'git', history)
  t.is((await get('/summary')).status, 200)
})

test('an author whose address belongs to an account is shown by its name', async t => {
  const users = { bob: { email: 'Bob@Example.com' } }
  const { get } = await openPages(t, 'git', [commit('x', { a: 'a' }, { author: 'Robert <bob@example.com>' })], {
    users,
    repositories: {
      'group/project': { commits: [commit('x', { a: 'a' }, { author: 'Robert <bob@example.com>' })] },
    },
  })
  t.regex((await get('')).text, /bob Tester/)
})

/** What differs from one answer to the next: the address that was asked, and the tokens of forms. */
function sameText(text: string, name: string): string {
  return text.replaceAll(name, '').replace(/_token" value="[^"]*"/g, '')
}

test('what may not be read looks like what is not there', async t => {
  const { site } = await makeSite(t, {
    users: { ann: {} },
    repositories: { xsecretx: { commits: history, grants: { default: 'none' } } },
  })
  const server = await serve(t, site)
  const stranger = server.client()
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  for (const rest of [
    '',
    '/changelog',
    '/files/tip/',
    '/changeset/tip',
    '/raw/tip/README.md',
    '/changeset-patch/tip',
  ]) {
    for (const [client, status] of [
      [stranger, 302],
      [ann, 404],
    ] as const) {
      const unreadable = await client.ask(`/xsecretx${rest}`)
      const missing = await client.ask(`/xnothingx${rest}`)
      t.is(unreadable.status, status, rest)
      t.is(missing.status, status, rest)
      t.is(sameText(unreadable.text, 'xsecretx'), sameText(missing.text, 'xnothingx'), rest)
    }
  }
})
