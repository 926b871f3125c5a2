import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { isPoisoned, kinds, oddHistory, oddNames, openPages } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const first = 'let one = 1\nlet two = 2\nlet three = 3\n'

const history = [
  commit('first', {
    'src/a.js': first,
    'bin.dat': Buffer.from([0, 1, 2]),
    'p.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    'empty.txt': '',
    'big.txt': 'line\n'.repeat(1000),
    link: { content: 'src/a.js', kind: 'symlink' },
  }),
  commit(
    'second <b>',
    { 'src/a.js': first.replace('two = 2', 'two = 22') },
    { author: 'Bob <bob@example.com>', date: 1_700_000_000 },
  ),
  commit('elsewhere', { 'other.txt': 'x\n' }, { date: 1_700_000_100 }),
]

/** Of each line: its number, and where it leads when a group begins with it. */
function linesOf(text: string): readonly (readonly [number, string | null])[] {
  const rows = text.matchAll(/<tr id="L(\d+)"[^>]*>\s*<td class="who[^>]*>([\s\S]*?)<\/td>/g)
  return [...rows].map(([, number, who = '']) => [Number(number), /changeset\/(\w+)/.exec(who)?.[1] ?? null])
}

const encode = (path: string) => path.split('/').map(encodeURIComponent).join('/')

for (const kind of kinds) {
  test(`lines of ${kind} stand below the commit that wrote them, in colours`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const { status, text } = await get('/annotate/tip/src/a.js')
    t.is(status, 200)
    t.deepEqual(linesOf(text), [
      [1, ids[0] ?? ''],
      [2, ids[1] ?? ''],
      [3, ids[0] ?? ''],
    ])
    t.regex(text, /<a href="#L2" tabindex="-1">2<\/a><\/th>\s*<td class="c"><span class="h-keyword">let<\/span> two = /)
    t.regex(text, /title="Bob: second &lt;b&gt;">\s*<span class="hidden">Bob: <\/span>second &lt;b&gt;<\/a>/)
    t.regex(text, /<td class="who heat1"><span class="avatar/)
    t.regex(text, new RegExp(`rel="canonical" href="/group/project/annotate/${ids[2]}/src/a.js"`))
    t.regex(text, /href="\/group\/project\/files\/tip\/src\/a.js">Source</)
  })

  test(`a line of ${kind} leads to the file before its change, if there was one`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const { text } = await get('/annotate/tip/src/a.js')
    const ways = [...text.matchAll(/href="([^"]*)"[^>]* aria-label="Annotate before \w+"/g)].map(([, href]) => href)
    t.deepEqual(ways, [`/group/project/annotate/${ids[1]}/src/a.js?before=1#L2`])
    t.is((await get(`/annotate/${ids[1]}/src/a.js?before=1`)).location, `/group/project/annotate/${ids[0]}/src/a.js`)
    t.is((await get(`/annotate/${ids[2]}/other.txt?before=1`)).location, `/group/project/changeset/${ids[2]}`)
    t.is((await get(`/annotate/${ids[0]}/src/a.js?before=1`)).location, `/group/project/changeset/${ids[0]}`)
    const before = await get(`/annotate/${ids[0]}/src/a.js`)
    t.deepEqual(
      linesOf(before.text).map(([, id]) => id),
      [ids[0] ?? '', null, null],
    )
    t.notRegex(before.text, /Annotate before/)
  })

  test(`lines of ${kind} that were written under an old name lead somewhere, too`, async t => {
    const { get, ids } = await openPages(t, kind, [
      commit('first', { 'old.txt': 'one\ntwo\nthree\nfour\n' }),
      commit('second', { 'old.txt': 'one\ntwo\nthree\n4\n' }),
      commit('moved', {}, { renames: { 'old.txt': 'new.txt' } }),
    ])
    const { text } = await get('/annotate/tip/new.txt')
    t.deepEqual(
      linesOf(text).map(([, id]) => id),
      [ids[0] ?? '', null, null, ids[1] ?? ''],
    )
    t.regex(text, new RegExp(`href="/group/project/annotate/${ids[1]}/old.txt\\?before=1#L4"`))
    t.is((await get(`/annotate/${ids[1]}/old.txt?before=1`)).location, `/group/project/annotate/${ids[0]}/old.txt`)
    t.is((await get(`/annotate/${ids[2]}/new.txt?before=1`)).location, `/group/project/annotate/${ids[1]}/old.txt`)
    t.is((await get(`/annotate/${ids[0]}/old.txt?before=1`)).location, `/group/project/changeset/${ids[0]}`)
  })

  test(`every name in ${kind} can be annotated, and stays text`, async t => {
    const { get } = await openPages(t, kind, oddHistory())
    for (const name of oddNames) {
      for (const revision of ['tip', 'feature%2Fa%2Bb', '100%25']) {
        const rest = `/${revision}/${encode(`dir ${name}/${name}`)}`
        const { status, text } = await get(`/annotate${rest}`)
        t.is(status, 200, name)
        t.false(isPoisoned(text), name)
        t.regex(text, /content of /, name)
        t.true((await get(`/files${rest}`)).text.includes(`href="/group/project/annotate${rest}" data-key="b"`), name)
      }
    }
  })

  test(`folders and links of ${kind} lead to the page of files; what is not there is not found`, async t => {
    const { get } = await openPages(t, kind, history)
    for (const path of ['src', '', 'link']) {
      const { status, location } = await get(`/annotate/tip/${path}`)
      t.is(status, 302, path)
      t.is(location, `/group/project/files/tip/${path}`, path)
    }
    for (const rest of ['/annotate/none/src/a.js', '/annotate/tip/none', '/annotate/tip/src/../../x']) {
      t.is((await get(rest)).status, 404, rest)
    }
    t.regex((await get('/annotate/tip/none')).text, /There is no such file or folder at this revision/)
    t.is((await (await openPages(t, kind, [])).get('/annotate/tip/a')).status, 404)
  })

  test(`what of ${kind} has no lines, or too many, says so`, async t => {
    const { get } = await openPages(t, kind, history, {
      ini: { cut_off_limit: '2000' },
      repositories: { 'group/project': { kind, commits: history } },
    })
    t.regex((await get('/annotate/tip/bin.dat')).text, /A binary file/)
    t.regex((await get('/annotate/tip/p.png')).text, /<img src="\/group\/project\/raw\/tip\/p.png"/)
    t.regex((await get('/annotate/tip/empty.txt')).text, /This file is empty/)
    t.regex((await get('/annotate/tip/big.txt')).text, /too large[\s\S]*annotate\/tip\/big.txt\?fulldiff=1/)
    t.regex((await get('/annotate/tip/big.txt?fulldiff=1')).text, /id="L1000"/)
  })

  test(`annotations of ${kind} are kept until the file changes`, async t => {
    const { site } = await makeSite(t, { repositories: { project: { kind, commits: history } } })
    const client = (await serve(t, site)).client()
    const ask = async (revision: string) =>
      t.is((await client.ask(`/project/annotate/${revision}/src/a.js`)).status, 200)
    await ask('tip')
    const started = site.vcs.runner.started()
    await ask('tip')
    await ask('1')
    t.is(site.vcs.runner.started(), started)
  })
}

test('whoever may not read a repository sees no annotation', async t => {
  const { site } = await makeSite(t, {
    users: { ann: {}, bob: {} },
    repositories: { secret: { commits: history, grants: { default: 'none', ann: 'read' } } },
  })
  const served = await serve(t, site)
  const [ann, bob] = [served.client(), served.client()]
  await ann.signIn('ann', 'ann-secret')
  await bob.signIn('bob', 'bob-secret')
  t.is((await ann.ask('/secret/annotate/tip/src/a.js')).status, 200)
  t.is((await bob.ask('/secret/annotate/tip/src/a.js')).status, 404)
  t.is((await served.client().ask('/secret/annotate/tip/src/a.js')).status, 302)
})
