import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { type GistKind, insertGist } from '#db/gists.ts'
import { commit } from '../../helpers/commit-description.ts'
import { makeRepository } from '../../helpers/repositories.ts'
import { attack, isPoisoned } from '../../helpers/repository-pages.ts'
import { makeSite, type SiteOptions } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const now = new Date('2026-11-25T12:00:00Z')

async function open(t: ExecutionContext, more: SiteOptions = {}) {
  const made = await makeSite(t, { now, users: { ann: {}, bob: {} }, ...more })
  let minutes = 0
  const put = async (
    accessId: string,
    kind: GistKind,
    about: { owner?: string; expires?: Date; description?: string } = {},
  ) => {
    const createdOn = new Date(now.getTime() + ++minutes * 60_000)
    const { owner = 'ann', expires = null, description = `about ${accessId}` } = about
    const { id: ownerId } = await made.user(owner)
    await insertGist(made.site.db, { accessId, kind, description, ownerId, expires, createdOn })
  }
  const fill = async (accessId: string, ...contents: Record<string, string | Buffer>[]) => {
    const folder = path.join(made.root, '.rc_gist_store', accessId)
    await mkdir(path.dirname(folder), { recursive: true })
    return makeRepository(
      'hg',
      folder,
      contents.map((files, index) => commit(`change ${index}`, files)),
    )
  }
  const served = await serve(t, made.site)
  const signedOn = async (name: string) => {
    const client = served.client()
    await client.signIn(name, `${name}-secret`)
    return client
  }
  return { made, put, fill, stranger: served.client(), signedOn }
}

const secret = 'VjFyCpK6RXTtVhJuvejV'

test('everybody sees the public gists that last, the newest first; private ones only whoever made them', async t => {
  const { put, stranger, signedOn } = await open(t)
  await put('1', 'public')
  await put(secret, 'private')
  await put('3', 'public', { owner: 'bob', expires: new Date(now.getTime() + 1000) })
  await put('4', 'public', { expires: new Date(now.getTime() - 1000) })
  const names = (text: string) => [...text.matchAll(/<strong>about (\w+)<\/strong>/g)].map(([, name]) => name)
  const ann = await signedOn('ann')
  for (const query of ['', '?public=1', '?private=1']) {
    t.deepEqual(names((await stranger.ask(`/_admin/gists${query}`)).text), ['3', '1'], query)
  }
  t.deepEqual(names((await ann.ask('/_admin/gists')).text), ['3', '1'])
  t.deepEqual(names((await ann.ask('/_admin/gists?public=1')).text), ['1'])
  t.deepEqual(names((await ann.ask('/_admin/gists?private=1')).text), [secret])
  t.deepEqual(names((await ann.ask('/_admin/gists?private=1&public=1')).text), [secret, '1'])
  t.deepEqual(names((await (await signedOn('bob')).ask('/_admin/gists?private=1')).text), [])
  for (let number = 5; number < 15; number++) await put(String(number), 'public')
  t.is(names((await stranger.ask('/_admin/gists')).text).length, 10)
  t.deepEqual(names((await stranger.ask('/_admin/gists?page=2')).text), ['3', '1'])
})

test('whoever knows its address reads a gist, as it is and as it was, on a page and raw', async t => {
  const { put, fill, stranger } = await open(t)
  await put(secret, 'private')
  const odd = 'geheim ü.txt'
  const [first = ''] = await fill(secret, { [odd]: 'psst\n' }, { [odd]: 'psst, psst\n', 'b.sql': 'select 1;\n' })
  const page = await stranger.ask(`/_admin/gists/${secret}`)
  t.is(page.status, 200)
  t.regex(page.text, /<h2[^>]*>geheim ü\.txt<\/h2>/)
  t.regex(page.text, /id="F2L1"/)
  const files = [...page.text.matchAll(/href="([^"]*\/raw\/[^"]+)"/g)].map(([, address = '']) => address)
  const texts = await Promise.all(files.map(async address => (await stranger.ask(address)).text))
  t.deepEqual(texts, ['select 1;\n', 'psst, psst\n'])
  const before = await stranger.ask(`/_admin/gists/${secret}/${first}`)
  t.regex(before.text, /psst/)
  t.notRegex(before.text, /psst, psst|b\.sql/)
  const raw = await stranger.ask(`/_admin/gists/${secret}/tip/raw`)
  t.is(raw.headers.get('content-type'), 'text/plain; charset=utf-8')
  t.is(raw.text, 'select 1;\n\n\npsst, psst\n')
  t.is((await stranger.ask(`/_admin/gists/${secret}/0/raw`)).text, 'psst\n')
})

test('what is not there, has expired, or has lost its files is not found, for its owner neither', async t => {
  const { put, fill, stranger, signedOn } = await open(t)
  await put('1', 'public')
  await fill('1', { 'a.txt': 'a\n' })
  await put('2', 'public', { expires: new Date(now.getTime() - 1) })
  await fill('2', { 'a.txt': 'a\n' })
  await put('3', 'public')
  await put('../outside', 'public')
  const ann = await signedOn('ann')
  const nowhere = ['2', '3', '4', '01', '1/none', '1/tip/raw/none', '2/tip/raw']
  for (const client of [stranger, ann]) {
    t.is((await client.ask('/_admin/gists/1')).status, 200)
    for (const address of nowhere) t.is((await client.ask(`/_admin/gists/${address}`)).status, 404, address)
    for (const address of ['..%2Foutside', '1/tip/raw/..%2f..%2fx']) {
      t.is((await client.ask(`/_admin/gists/${address}`)).status, 400, address)
    }
  }
})

test('where strangers see nothing, they see no gists', async t => {
  const { put, fill, stranger } = await open(t, { anonymous: false })
  await put('1', 'public')
  await fill('1', { 'a.txt': 'a\n' })
  for (const address of ['', '/1', '/1/tip', '/1/tip/raw', '/none']) {
    const { status, location } = await stranger.ask(`/_admin/gists${address}`)
    t.is(status, 302, address)
    t.regex(location ?? '', /login/)
  }
})

test('a gist that means harm is text, also raw; a public one has the address that the settings give it', async t => {
  const { put, fill, stranger } = await open(t, { ini: { gist_alias_url: 'https://g.example.com/{gistid}' } })
  await put('1', 'public', { description: attack })
  await fill('1', { 'x.html': `<p>${attack}</p>\n`, 'bytes.bin': Buffer.from([0, 1, 2, 255]), empty: '' })
  const { text } = await stranger.ask('/_admin/gists/1')
  t.false(isPoisoned(text))
  t.false(isPoisoned((await stranger.ask('/_admin/gists')).text))
  t.regex(text, /href="https:\/\/g\.example\.com\/1"/)
  t.regex(text, /A binary file/)
  const raw = await stranger.ask('/_admin/gists/1/tip/raw/x.html')
  t.is(raw.headers.get('content-type'), 'text/plain; charset=utf-8')
  t.regex(raw.headers.get('content-security-policy') ?? '', /sandbox/)
})
