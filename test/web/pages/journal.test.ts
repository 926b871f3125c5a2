import test, { type ExecutionContext } from 'ava'
import { follow } from '#db/followers.ts'
import { addJournal } from '#db/journal.ts'
import { readAtom, readRss } from '../../helpers/feeds.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const ids = Array.from({ length: 5 }, (_, index) => String(index).repeat(40))

async function open(t: ExecutionContext) {
  const now = new Date('2026-11-25T12:00:00Z')
  const made = await makeSite(t, {
    now,
    users: { ann: {}, bob: {} },
    repositories: {
      open: {},
      other: {},
      diary: { private: true, owner: 'bob' },
      'bob/fork': { private: true, owner: 'bob' },
    },
  })
  const { db } = made.site
  let minutes = 0
  const did = async (name: string, repository: string | null, action: string) => {
    const when = new Date(now.getTime() - 86_400_000 + ++minutes * 60_000)
    const about = repository === null ? null : await made.repository(repository)
    await addJournal(db, { user: await made.user(name), repository: about, action, address: '10.0.0.1', when })
  }
  const follows = async (name: string, repository: string) => {
    const [user, row] = [await made.user(name), await made.repository(repository)]
    await follow(db, { userId: user.id, repositoryId: row.id, when: now })
  }
  const admires = async (name: string, person: string) => {
    const [user, other] = [await made.user(name), await made.user(person)]
    await follow(db, { userId: user.id, personId: other.id, when: now })
  }
  const served = await serve(t, made.site)
  const signedOn = async (name: string) => {
    const client = served.client()
    await client.signIn(name, `${name}-secret`)
    return client
  }
  return { made, served, did, follows, admires, signedOn }
}

/** Who did what to what, as the page says it. */
function sentences(text: string): readonly string[] {
  return [...text.matchAll(/<li>[^]*?<p class="grow">([^]*?)<\/li>/g)]
    .map(([, item = '']) => item.replace(/<span class="avatar[^]*?<\/span>/g, ''))
    .map(item =>
      item
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
}

test('the journal tells what happens in followed repositories, and what followed people do', async t => {
  const { did, follows, admires, signedOn } = await open(t)
  await did('admin', 'open', `push:${ids.join(',')}`)
  await did('admin', 'other', 'pull')
  await did('bob', 'other', 'push:tag=>v1,delete_branch=>old')
  await did('admin', 'open', 'constructor:of another version')
  const ann = await signedOn('ann')
  t.regex((await ann.ask('/_admin/journal')).text, /Nothing has happened yet/)
  await follows('ann', 'open')
  await admires('ann', 'bob')
  const { text } = await ann.ask('/_admin/journal')
  t.deepEqual(sentences(text), [
    'Kallithea Admin constructor open of another version 23 hours ago',
    'bob Tester pushed into other tag v1 no branch old any more 23 hours ago',
    `Kallithea Admin pushed into open ${ids
      .slice(0, 3)
      .map(id => id.slice(0, 8))
      .join(' ')} and 2 more 23 hours ago`,
  ])
  t.regex(text, new RegExp(`href="/open/changeset/${ids[0]}...${ids[4]}"`))
  t.regex(text, /<h2 id="day-2026-11-24">Yesterday, Tuesday, 24 November 2026<\/h2>/)
})

test('nobody is told of a repository that he may not read, nor of what is about none', async t => {
  const { did, follows, admires, signedOn } = await open(t)
  await did('bob', 'diary', 'push_local:x')
  await did('bob', null, 'admin_created_user:mallory')
  await did('bob', 'open', 'user_forked_repo:bob/fork')
  await follows('ann', 'diary')
  for (const name of ['ann', 'admin']) await admires(name, 'bob')
  const ann = await signedOn('ann')
  t.deepEqual(sentences((await ann.ask('/_admin/journal')).text), ['bob Tester forked repository open 23 hours ago'])
  t.notRegex((await ann.ask('/_admin/journal/atom')).text, /diary|mallory|bob\/fork/)
  const admin = await signedOn('admin')
  t.deepEqual(sentences((await admin.ask('/_admin/journal')).text), [
    'bob Tester forked repository open bob/fork 23 hours ago',
    'bob Tester created user mallory 23 hours ago',
    'bob Tester committed via Kallithea into repository diary x 23 hours ago',
  ])
})

test('a filter and pages part the journal', async t => {
  const { did, follows, signedOn } = await open(t)
  for (let index = 0; index < 22; index++) await did('admin', 'open', 'pull')
  await did('bob', 'open', 'push_remote:')
  await follows('ann', 'open')
  const ann = await signedOn('ann')
  const count = async (query: string) => sentences((await ann.ask(`/_admin/journal?${query}`)).text).length
  t.is(await count(''), 20)
  t.is(await count('page=2'), 3)
  t.is(await count('page=3'), 0)
  t.is(await count('filter=username%3ABOB'), 1)
  t.is(await count('filter=action%3A*remote*+AND+repository%3Aop*'), 1)
  t.is(await count('filter=action%3Apush%25'), 0)
  t.is(await count('filter=date%3A2026&page=2'), 3)
  t.is(await count('filter=other'), 0)
  t.is(await count(`filter=${encodeURIComponent("') or 1=1 --")}`), 0)
})

test('the public journal is that of strangers; both are told as feeds', async t => {
  const { made, served, did, follows, signedOn } = await open(t)
  await did('bob', 'open', `push:${ids[0]}`)
  await did('bob', 'open', 'pull')
  await follows('default', 'open')
  await follows('ann', 'open')
  const stranger = served.client()
  t.is(sentences((await stranger.ask('/_admin/public_journal')).text).length, 2)
  t.is((await stranger.ask('/_admin/journal')).status, 302)
  t.is((await stranger.ask('/_admin/journal/atom')).status, 302)
  for (const page of ['public_journal/atom', 'public_journal_atom']) {
    const { title, entries } = readAtom((await stranger.ask(`/_admin/${page}`)).text)
    t.is(title, 'Kallithea Public Journal atom feed')
    t.deepEqual(
      entries.map(entry => [entry.title, entry.link]),
      [
        ['bob Tester - pulled from open', `${served.origin}/open/changelog`],
        ['bob Tester - pushed into open', `${served.origin}/open/changelog`],
      ],
    )
    t.not(entries[0]?.id, entries[1]?.id)
    t.true(entries[1]?.summary.includes(`href="${served.origin}/open/changeset/${ids[0]}"`))
  }
  for (const page of ['public_journal/rss', 'public_journal_rss']) {
    t.is(readRss((await stranger.ask(`/_admin/${page}`)).text).entries.length, 2)
  }
  const ann = await signedOn('ann')
  const { text } = await ann.ask('/_admin/journal')
  const { apiKey } = await made.user('ann')
  t.true(text.includes(`href="/_admin/journal/atom?api_key=${apiKey}"`))
  t.is(readAtom((await stranger.ask(`/_admin/journal/atom?api_key=${apiKey}`)).text).entries.length, 2)
  t.is((await ann.ask('/_admin/journal/json')).status, 404)
})
