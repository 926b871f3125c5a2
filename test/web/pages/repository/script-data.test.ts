import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds, openPages } from '../../../helpers/repository-pages.ts'

const byScript = { 'X-Requested-With': 'XMLHttpRequest' }

const history = [
  commit('first', { a: '1\n', 'dir/b': '1\n' }, { tags: ['v1'] }),
  commit('second', { a: '2\n' }),
  commit('aside', { c: '1\n' }, { parents: [0], branch: 'side', tags: ['v2'] }),
]

for (const kind of kinds) {
  test(`a script asks ${kind} what a commit is, and what is before and after it`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const ask = async (rest: string) => JSON.parse((await get(rest, byScript)).text)
    const named = async (what: string) => {
      const { results } = await ask(`/${what}/${ids[0]}`)
      return results.map((each: { raw_id: string }) => each.raw_id)
    }
    t.like(await ask(`/changeset_info/${ids[1]}`), {
      short_id: ids[1]?.slice(0, 12),
      raw_id: ids[1],
      revision: 1,
    })
    t.like(await ask('/changeset_info/none'), { raw_id: '0'.repeat(40), revision: -1, author: '' })
    t.deepEqual(await named('changeset_children'), [ids[1], ids[2]])
    t.deepEqual(await named('changeset_parents'), [])
    for (const what of ['changeset_info', 'changeset_children', 'changeset_parents']) {
      t.is((await get(`/${what}/tip`)).status, 400, what)
    }
    t.is((await get('/changeset_children/none', byScript)).status, 404)
  })

  test(`a script asks ${kind} for branches and tags, and where a file changed`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const { results } = JSON.parse((await get('/refs-data')).text)
    const main = kind === 'hg' ? 'default' : 'master'
    const [branches, tags] = results
    t.is(branches.text, 'Branch')
    t.deepEqual(branches.children.at(-1), { id: ids[2], text: 'side', type: 'branch' })
    t.is(tags.text, 'Tag')
    t.deepEqual(tags.children[1], { id: ids[0], text: 'v1', type: 'tag' })
    const told = JSON.parse((await get(`/history/${ids[1]}/a`)).text)
    const first = kind === 'hg' ? 'default' : 'None' // of git, only what a branch stands at has a name
    t.deepEqual(told.results[0], {
      text: 'Changesets',
      children: [
        { id: ids[1], text: `${ids[1]?.slice(0, 12)} (${main})` },
        { id: ids[0], text: `${ids[0]?.slice(0, 12)} (${first})` },
      ],
    })
    t.is((await get('/history/tip/dir')).text, 'null')
    t.is((await get('/history/tip/none')).status, 404)
  })
}
