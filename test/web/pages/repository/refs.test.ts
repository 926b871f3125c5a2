import test from 'ava'
import { commit, type CommitDescription } from '../../../helpers/commit-description.ts'
import { attack, isPoisoned, kinds, oddHistory, openPages } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const history: readonly CommitDescription[] = [
  commit('first', { a: '1\n' }, { tags: ['v1'] }),
  commit('second', { a: '2\n' }),
  commit('aside', { b: '1\n' }, { parents: [0], branch: 'feature/one', author: 'Bob <bob@example.com>' }),
  commit('further', { b: '2\n' }, { branch: 'feature/one', bookmarks: ['mark'], author: 'Bob <bob@example.com>' }),
  commit('third', { a: '3\n' }, { parents: [1] }),
]

/** The repository may be downloaded. */
function allowed(kind: 'git' | 'hg', commits: readonly CommitDescription[]) {
  return { repositories: { 'group/project': { kind, commits, downloads: true } } }
}

/** The texts of the cells below a heading, row by row. */
function rowsBelow(text: string, title: string): readonly string[] {
  const [, section = ''] = new RegExp(`<h2 id="\\w+">${title} [\\s\\S]*?<tbody>([\\s\\S]*?)</tbody>`).exec(text) ?? []
  const rows = section.split('<tr ').slice(1)
  return rows.map(row =>
    row
      .replace(/^[^>]*>|<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

for (const kind of kinds) {
  test(`branches of ${kind} are listed, the default one first, with how far they went`, async t => {
    const { get, ids } = await openPages(t, kind, history, allowed(kind, history))
    const { status, text } = await get('/refs')
    t.is(status, 200)
    const rows = rowsBelow(text, 'Branches')
    t.regex(rows[0] ?? '', /^(?:master|default) default \w{12} AA Ann Author/)
    t.true(
      rows.some(row => /^feature\/one \d behind · 2 ahead \w+ B Bob/.test(row)),
      rows.join('\n'),
    )
    t.regex(text, new RegExp(`href="/group/project/changeset/${ids[3]}"`))
    t.regex(text, /href="\/group\/project\/changelog\?branch=feature%2Fone">feature\/one</)
    t.regex(text, /href="\/group\/project\/files\/feature%2Fone\/"/)
    t.regex(text, /href="\/group\/project\/archive\/feature%2Fone.zip"/)
  })

  test(`a branch of ${kind} of which the default one has all is merged`, async t => {
    const merged = [...history, commit('merge', { b: '2\n' }, { parents: [4, 3] })]
    const { get } = await openPages(t, kind, merged)
    const rows = rowsBelow((await get('/refs')).text, 'Branches')
    t.true(
      rows.some(row => /^feature\/one [34] behind · 0 ahead .* merged/.test(row)),
      rows.join('\n'),
    )
    t.false(rows.some(row => /^(?:master|default) .* merged/.test(row)))
  })

  test(`tags of ${kind} are listed; nobody made tip`, async t => {
    const { text } = await (await openPages(t, kind, history)).get('/refs')
    t.deepEqual(
      rowsBelow(text, 'Tags').map(row => row.split(' ')[0]),
      ['v1'],
    )
    t.regex(text, /href="\/group\/project\/changelog\/v1\/">v1</)
  })

  test(`branches and tags of ${kind} are filtered by name on the server, too`, async t => {
    const { get } = await openPages(t, kind, history)
    const { text } = await get('/refs?filter=ONE')
    t.is(rowsBelow(text, 'Branches').length, 1)
    t.notRegex(text, /id="tags"/)
    t.regex(text, /name="filter" value="ONE"/)
    const odd = await get(`/refs?filter=${encodeURIComponent(attack)}`)
    t.is(odd.status, 200)
    t.false(isPoisoned(odd.text))
    t.is(rowsBelow(odd.text, 'Branches').length, 0)
  })

  test(`every link beside a badly named branch of ${kind} leads somewhere`, async t => {
    const { get } = await openPages(t, kind, oddHistory(), allowed(kind, oddHistory()))
    const { text } = await get('/refs')
    t.false(isPoisoned(text))
    const [, table = ''] = /<main([\s\S]*)<\/main>/.exec(text) ?? []
    const links = [...table.matchAll(/href="\/group\/project([^"]+)"/g)].map(([, rest = '']) => rest)
    t.true(links.length > 10)
    for (const rest of links) t.is((await get(rest)).status, 200, rest)
  })

  test(`an empty ${kind} repository has no branches, and says how to get some`, async t => {
    const { status, text } = await (await openPages(t, kind, [])).get('/refs')
    t.is(status, 200)
    t.regex(text, /This repository is empty/)
  })

  test(`the summary of ${kind} leads to branches, tags and downloads`, async t => {
    const { text } = await (await openPages(t, kind, history, allowed(kind, history))).get('')
    t.regex(text, /href="\/group\/project\/refs#branches"/)
    t.regex(text, /href="\/group\/project\/refs#tags"/)
    t.regex(text, /href="\/group\/project\/archive\/tip.zip"/)
  })
}

test('bookmarks and closed branches have their own tables', async t => {
  const closed = [
    commit('opening', { c: 'x\n' }, { parents: [4], branch: 'old' }),
    commit('closing', {}, { branch: 'old', closes: true }),
  ]
  const { text } = await (await openPages(t, 'hg', [...history, ...closed])).get('/refs')
  t.is(rowsBelow(text, 'Bookmarks')[0]?.split(' ')[0], 'mark')
  t.is(rowsBelow(text, 'Closed branches')[0]?.split(' ')[0], 'old')
  t.false(rowsBelow(text, 'Branches').some(row => row.startsWith('old ')))
})

test('whoever may not read a repository sees none of its branches', async t => {
  const { site } = await makeSite(t, {
    users: { ann: {}, bob: {} },
    repositories: { secret: { commits: history, grants: { default: 'none', ann: 'read' } } },
  })
  const served = await serve(t, site)
  const [ann, bob] = [served.client(), served.client()]
  await ann.signIn('ann', 'ann-secret')
  await bob.signIn('bob', 'bob-secret')
  t.is((await ann.ask('/secret/refs')).status, 200)
  t.is((await bob.ask('/secret/refs')).status, 404)
  t.is((await served.client().ask('/secret/refs')).status, 302)
})
