import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { readAtom, readRss } from '../../../helpers/feeds.ts'
import { attack, kinds, oddHistory, openPages } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { type Answer, serve } from '../../../helpers/web.ts'

const history = [
  commit('first', { 'a & b.txt': '1\n2\n' }, { tags: ['v1'] }),
  commit(`${'word '.repeat(50)}\n\n<b>body</b> \u0001 ]]>`, { 'a & b.txt': '1\n3\n' }, { author: 'admin <x@y>' }),
]

/** On a slow machine what some commits changed is told the next time. */
async function askWhole(ask: () => Promise<Answer>): Promise<Answer> {
  for (let turn = 0; turn < 20; turn++) {
    const answer = await ask()
    if (readAtom(answer.text).entries.every(({ summary }) => /lines removed\)/.test(summary))) return answer
  }
  return ask()
}

for (const kind of kinds) {
  test(`the newest commits of ${kind} are told as Atom and as RSS`, async t => {
    const { get, ids } = await openPages(t, kind, history, { ini: { canonical_url: 'https://k.example.com/prefix/' } })
    const atom = await askWhole(() => get('/feed/atom'))
    t.is(atom.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
    const { title, entries } = readAtom(atom.text)
    t.is(title, 'Kallithea group/project feed')
    t.is(entries.length, kind === 'hg' ? 3 : 2) // a tag of hg is a commit
    const first = entries.find(entry => entry.title === 'first')
    const second = entries.find(entry => entry.title.startsWith('word'))
    const link = `https://k.example.com/prefix/group/project/changeset/${ids[0]}`
    t.like(first, { title: 'first', link, author: 'Ann Author' })
    t.regex(first?.id ?? '', new RegExp(`^tag:https:,\\d{4}-\\d\\d-\\d\\d:/${link.slice('https:/'.length)}$`))
    t.regex(first?.summary ?? '', /tag: v1<br\/>/)
    t.true(first?.summary.includes(`<a href="${link}">${ids[0]?.slice(0, 8)}</a>`))
    t.true(first?.summary.includes('added a &amp; b.txt (2 lines added, 0 lines removed)'))
    t.is(second?.title.length, 160)
    t.regex(second?.summary ?? '', /^admin committed on /)
    t.true(second?.summary.includes('&lt;b&gt;body&lt;/b&gt;  ]]&gt;'))
    const rss = await get('/feed/rss')
    t.is(rss.headers.get('content-type'), 'application/rss+xml; charset=utf-8')
    const told = readRss(rss.text)
    t.deepEqual(
      told.entries.map(entry => [entry.title, entry.link, entry.summary]),
      entries.map(entry => [entry.title, entry.link, entry.summary]),
    )
    t.regex(told.entries[0]?.date ?? '', /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d -0000$/)
  })
}

test('a feed is as long as the configuration says, and has diffs where it says so, up to a limit', async t => {
  const ini = { rss_items_per_page: '1', rss_include_diff: 'true', rss_cut_off_limit: '100' }
  const { get } = await openPages(t, 'git', history, { ini })
  const { entries } = readAtom((await get('/feed/atom')).text)
  t.is(entries.length, 1)
  t.regex(entries[0]?.summary ?? '', /diff --git .*\n[^]* Changeset was too big and was cut off\.\.\.<\/pre>$/)
})

test('badly called commits, files and branches break no feed', async t => {
  const { get } = await openPages(t, 'git', oddHistory())
  for (const [format, read] of [
    ['atom', readAtom],
    ['rss', readRss],
  ] as const) {
    const { text } = await get(`/feed/${format}`)
    t.is(read(text).entries.length, 3)
    for (const { summary } of read(text).entries) t.false(summary.includes(attack.slice(2)))
  }
  t.is((await get('/feed/json')).status, 404)
})

test('an empty repository has an empty feed; that of a hidden one looks like that of none', async t => {
  const { site } = await makeSite(t, {
    users: { bob: {} },
    repositories: { empty: { commits: [] }, diary: { private: true, commits: history } },
  })
  const served = await serve(t, site)
  t.deepEqual(readAtom((await served.client().ask('/empty/feed/atom')).text).entries, [])
  const bob = served.client()
  await bob.signIn('bob', 'bob-secret')
  const [hidden, missing] = [await bob.ask('/diary/feed/atom'), await bob.ask('/no-such/feed/atom')]
  t.is(hidden.status, 404)
  t.is(
    hidden.text.replaceAll('diary', 'no-such').replace(/value="[^"]*"/g, ''),
    missing.text.replace(/value="[^"]*"/g, ''),
  )
})

test('the summary leads to the feeds, with the reader’s key only where strangers may not read them', async t => {
  const { site, user } = await makeSite(t, {
    users: { ann: {} },
    repositories: { open: { commits: history }, diary: { owner: 'ann', private: true, commits: history } },
  })
  const { apiKey } = await user('ann')
  const served = await serve(t, site)
  const ann = served.client()
  await ann.signIn('ann', 'ann-secret')
  const linked = async (name: string) => {
    const { text } = await ann.ask(`/${name}`)
    const [, address = ''] = /<link rel="alternate" type="application\/atom\+xml"[^>]* href="([^"]*)"/.exec(text) ?? []
    t.true(text.includes(`<a href="${address}">Atom</a>`))
    return address
  }
  t.is(await linked('open'), '/open/feed/atom')
  const address = await linked('diary')
  t.is(address, `/diary/feed/atom?api_key=${apiKey}`)
  t.is(readAtom((await served.client().ask(address)).text).entries.length, 2)
})
