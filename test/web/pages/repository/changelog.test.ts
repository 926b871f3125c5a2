import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { isPoisoned, kinds, oddHistory, openPages } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const day = 86_400
const start = 1_700_000_000

const history = [
  commit('one', { 'a.txt': '1\n' }, { date: start }),
  commit('two', { 'b/x.txt': '2\n' }, { date: start + day, tags: ['v1'] }),
  commit('three', { 'a.txt': '3\n' }, { date: start + day + 60, branch: 'feature/a+b', parents: [1] }),
  commit('four', { 'b/x.txt': '4\n' }, { date: start + 2 * day, parents: [1] }),
  commit('five', {}, { date: start + 3 * day, parents: [3, 2] }),
]

const rows = (text: string) =>
  [...text.matchAll(/<li data-row>[\s\S]*?changeset\/[0-9a-f]+">([^<]*)</g)].map(([, subject]) => subject)

for (const kind of kinds) {
  test(`the changelog of ${kind} shows commits day by day, with labels and lines between them`, async t => {
    const { get } = await openPages(t, kind, history)
    const { status, text } = await get('/changelog')
    t.is(status, 200)
    t.deepEqual(
      rows(text).filter(row => !row?.startsWith('Added tag')),
      ['five', 'four', 'three', 'two', 'one'],
    )
    t.true((text.match(/<li class="day">/g) ?? []).length >= 4)
    t.regex(text, /<span>feature\/a\+b<\/span>/)
    t.regex(text, /<span>v1<\/span>/)
    t.regex(text, /<svg class="graph"[\s\S]*<circle/)
  })

  test(`a page of the changelog of ${kind} has as many commits as were asked for`, async t => {
    const { get } = await openPages(t, kind, history)
    const all = rows((await get('/changelog')).text)
    t.deepEqual(rows((await get('/changelog?size=2')).text), all.slice(0, 2))
    t.deepEqual(rows((await get('/changelog?size=2&page=2')).text), all.slice(2, 4))
    t.deepEqual(rows((await get('/changelog?size=0')).text), all.slice(0, 1))
    t.deepEqual(rows((await get('/changelog?size=99999')).text), all)
    t.regex((await get('/changelog?size=2&page=2')).text, /3–4 of \d[\s\S]*Older/)
    t.regex((await get('/changelog?page=99')).text, /No commits on this page/)
    t.is((await get('/changelog?page=-1&size=x')).status, 200)
  })

  test(`a branch of ${kind} has a changelog; an unknown one leads to the revision of that name`, async t => {
    const { get } = await openPages(t, kind, history)
    const { text } = await get('/changelog?branch=feature%2Fa%2Bb')
    t.true(rows(text).includes('three'))
    t.false(rows(text).includes('four'))
    const unknown = await get('/changelog?branch=no%2Fbranch')
    t.is(unknown.status, 302)
    t.is(unknown.location, '/group/project/changelog/no%2Fbranch/')
    t.is((await get('/changelog/no%2Fbranch/')).status, 404)
  })

  test(`the changelog of ${kind} begins at a revision, or follows a file or folder`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    t.deepEqual(rows((await get(`/changelog/${ids[1]}/`)).text), ['two', 'one'])
    t.deepEqual(rows((await get(`/changelog/${ids[3]}/a.txt`)).text), ['one'])
    t.deepEqual(rows((await get(`/changelog/${ids[3]}/b`)).text), ['four', 'two'])
    t.is((await get(`/changelog/${ids[3]}/none`)).status, 404)
    t.is((await get('/changelog/none/')).status, 404)
  })

  test(`an empty ${kind} repository has no changelog: its summary says so`, async t => {
    const { get } = await openPages(t, kind, [])
    for (const rest of ['/changelog', '/changelog/tip/', '/changelog/tip/x']) {
      const { status, location } = await get(rest)
      t.is(status, 302, rest)
      t.is(location, '/group/project', rest)
    }
    t.regex((await get('')).text, /There are no commits yet/)
  })

  test(`names of ${kind} are text in the changelog, whatever they say`, async t => {
    const { get } = await openPages(t, kind, oddHistory())
    const { text } = await get('/changelog')
    t.false(isPoisoned(text))
    t.regex(text, /branch=100%25/)
  })
}

test('the size of a page is remembered', async t => {
  const { site } = await makeSite(t, { repositories: { p: { commits: history } } })
  const client = (await serve(t, site)).client()
  await client.ask('/p/changelog?size=3')
  t.is(rows((await client.ask('/p/changelog')).text).length, 3)
})

test('phases, closed branches and grafts of hg are named', async t => {
  const { get } = await openPages(t, 'hg', [
    commit('one', { a: '1\n' }),
    commit('two', { a: '2\n' }, { branch: 'old' }),
    commit('three', {}, { branch: 'old', closes: true }),
  ])
  const { text } = await get('/changelog')
  t.regex(text, /closes its branch/)
  t.regex(text, /<span class="label info">draft<\/span>/)
})
