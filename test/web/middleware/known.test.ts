import { mkdir, rename, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { openSite, closeSite } from '#domain/site.ts'
import { loadConfig } from '#config/config.ts'
import { stampOfFolder } from '#std/product.ts'
import { commit } from '../../helpers/commit-description.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { ask } from '../../helpers/repositories.ts'
import { kinds } from '../../helpers/repository-pages.ts'
import { makeSite } from '../../helpers/site.ts'
import { type Client, serve } from '../../helpers/web.ts'

const history = [
  commit('first', { 'a.js': 'let a\n', 'b/c.txt': 'c\n' }),
  commit('second', { 'a.js': 'let b\n' }),
  commit('third', { 'a.js': 'let c\n' }, { branch: 'other' }),
]

/** A repository that ann may read, and a clock that the test moves. */
async function open(t: ExecutionContext, kind: 'git' | 'hg') {
  const grants = { default: 'none', ann: 'read', bob: 'read' } as const
  const made = await makeSite(t, {
    users: { ann: { email: 'ann@example.com' }, bob: {} },
    repositories: { project: { kind, commits: history, grants } },
  })
  const clock = { time: Date.now() }
  const site = { ...made.site, now: () => new Date(clock.time) }
  const served = await serve(t, site)
  const ann = served.client()
  await ann.signIn('ann', 'ann-secret')
  await ann.ask('/') // where what is to be said is said
  return { ...made, site, served, ann, clock, ids: made.commits['project'] ?? [] }
}

function pagesOf([first, second]: readonly string[]): readonly string[] {
  return [
    `files/${second}/`,
    `files/${second}/b`,
    `files/${second}/a.js`,
    `annotate/${second}/a.js`,
    `changeset/${second}`,
    `changeset/${second}?diff=split`,
    `compare/rev@${first}...rev@${second}`,
  ]
}

function bytesOf([, second]: readonly string[]): readonly string[] {
  const ofCommit = ['changeset-diff', 'changeset-patch', 'changeset-download'].map(name => `${name}/${second}`)
  return [`raw/${second}/a.js`, `rawfile/${second}/a.js`, `nodelist/${second}/`, ...ofCommit]
}

/** How a page is answered to whoever has it as it was before. */
async function again(client: Client, page: string, etag: string | null, headers = {}): Promise<number> {
  const { status, text } = await client.ask(`/project/${page}`, {
    headers: { 'If-None-Match': etag ?? '', ...headers },
  })
  return status === 304 && text !== '' ? 0 : status
}

async function etagOf(client: Client, page: string): Promise<string | null> {
  return (await client.ask(`/project/${page}`)).headers.get('etag')
}

for (const kind of kinds) {
  test(`whoever has a page of a fixed commit of ${kind} is told so without touching the repository`, async t => {
    const { ann, ids, root } = await open(t, kind)
    const pages = [...pagesOf(ids), ...bytesOf(ids)]
    const etags = new Map<string, string | null>()
    for (const page of pages) {
      const { status, headers } = await ann.ask(`/project/${page}`)
      t.is(status, 200, page)
      t.is(headers.get('cache-control'), 'private, no-cache', page)
      t.truthy(headers.get('etag'), page)
      etags.set(page, headers.get('etag'))
    }
    t.is(new Set(etags.values()).size, pages.length)
    await rename(path.join(root, 'project'), path.join(root, 'elsewhere'))
    for (const page of pages) {
      t.is(await again(ann, page, etags.get(page) ?? null), 304, page)
      t.is(await again(ann, page, '"other"'), 404, page)
      t.is((await ann.ask(`/project/${page}`)).status, 404, page)
    }
    const { headers } = await ann.ask(`/project/raw/${ids[1]}/a.js`, {
      headers: { 'If-None-Match': etags.get(`raw/${ids[1]}/a.js`) ?? '' },
    })
    t.is(headers.get('content-security-policy'), null) // a browser would put it in place of the sandbox
  })

  test(`what moves beside a commit of ${kind} is as new as the last look at the repository`, async t => {
    const { ann, ids, root, clock, site } = await open(t, kind)
    const page = `changeset/${ids[1]}`
    const bytes = `changeset-diff/${ids[1]}`
    const [ofPage, ofBytes] = [await etagOf(ann, page), await etagOf(ann, bytes)]
    const vcs = await site.vcs.open(kind, path.join(root, 'project'))
    const child = await vcs.commitFiles({
      parent: await vcs.resolve(ids[1] ?? ''),
      branch: kind === 'git' ? 'new' : 'default',
      author: 'Ann <ann@example.com>',
      message: 'child',
      files: new Map([['d.txt', Buffer.from('d\n')]]),
    })
    t.is(await again(ann, page, ofPage), 304) // nobody has looked
    t.is((await ann.ask('/project/changelog')).status, 200)
    const { status, text } = await ann.ask(`/project/${page}`, { headers: { 'If-None-Match': ofPage ?? '' } })
    t.is(status, 200)
    t.true(text.includes(`/project/changeset/${child}`))
    const now = await etagOf(ann, page)
    clock.time += 61_000
    t.is(await again(ann, page, now), 304) // looked at, and the same
    await rename(path.join(root, 'project'), path.join(root, 'elsewhere'))
    clock.time += 61_000
    t.is(await again(ann, page, now), 404)
    t.is(await again(ann, bytes, ofBytes), 304)
  })
}

test('nobody else is told that nothing changed, nor whose right was taken away', async t => {
  const { ann, ids, site, served, repository } = await open(t, 'git')
  const bob = served.client()
  await bob.signIn('bob', 'bob-secret')
  for (const page of [...pagesOf(ids), ...bytesOf(ids)]) {
    const etag = await etagOf(ann, page)
    t.is(await again(ann, page, etag), 304, page)
    t.is(await again(bob, page, etag), 200, page)
    t.is(await again(served.client(), page, etag), 302, page)
  }
  const page = `files/${ids[1]}/a.js`
  const etag = await etagOf(ann, page)
  const { id } = await repository('project')
  await site.db.deleteFrom('repo_to_perm').where('repository_id', '=', id).execute()
  t.is(await again(ann, page, etag), 404)
})

test('everything that shows on a page is in its name', async t => {
  const { ann, ids, site, ini, clock } = await open(t, 'git')
  const page = `changeset/${ids[1]}`
  let etag = await etagOf(ann, page)
  const changed = async (what: string, headers = {}) => {
    t.is(await again(ann, page, etag, headers), 200, what)
    etag = await etagOf(ann, page)
    t.is(await again(ann, page, etag), 304, what)
  }
  await site.db
    .updateTable('settings')
    .set({ app_settings_value: 'Here' })
    .where('app_settings_name', '=', 'title')
    .execute()
  await changed('a setting')
  await site.db.updateTable('users').set({ lastname: 'Other' }).where('username', '=', 'bob').execute()
  await changed('a person')
  await site.db
    .updateTable('repositories')
    .set({ private: 1 } as never)
    .execute() // as SQLite keeps it
  await changed('the repository')
  await changed('the look', { cookie: `${ann.cookie}; theme=dark` })
  await changed('a part of it', { 'X-Partial-XHR': '1' })
  clock.time += 86_400_000
  await changed('the day')
  await ann.signIn('ann', 'ann-secret')
  await ann.ask('/')
  await changed('the session')
  await ann.ask(`/project/raw/${ids[1]}/a.js?_session_csrf_secret_token=x`) // of which the next page speaks
  const { text, headers } = await ann.ask(`/project/${page}`, { headers: { 'If-None-Match': etag ?? '' } })
  t.regex(text, /class="notice bad"/)
  t.is(headers.get('etag'), null) // what was said is said once
  etag = await etagOf(ann, page)

  await writeFile(ini, 'show_sha_length = 7\n', { flag: 'a' })
  const other = await openSite(loadConfig(ini, {}).config)
  t.teardown(() => closeSite(other))
  const client = (await serve(t, other)).client()
  await client.signIn('ann', 'ann-secret')
  t.is(await again(client, page, etag), 200)
})

test('an address that names no full id, or a branch that is called like one, has no name that lasts', async t => {
  const { ann, ids, root } = await open(t, 'git')
  for (const page of ['files/tip/a.js', 'files/other/', 'changeset/1', 'compare/branch@master...branch@other'])
    t.is(await etagOf(ann, page), null, page)
  const page = `changeset/${ids[1]}`
  t.truthy(await etagOf(ann, page))
  await ask('git', path.join(root, 'project'), 'update-ref', `refs/heads/${ids[1]}`, ids[0] ?? '')
  t.is(await etagOf(ann, page), null)
})

test('a commit of hg that was stripped is gone from its page at the next look', async t => {
  const { ann, ids, root, clock } = await open(t, 'hg')
  const page = `changeset/${ids[2]}`
  const etag = await etagOf(ann, page)
  await ask('hg', path.join(root, 'project'), '--config', 'extensions.strip=', 'strip', '--no-backup', ids[2] ?? '')
  clock.time += 61_000
  t.is(await again(ann, page, etag), 404)
})

test('an update of the software is seen in its files', async t => {
  const folder = await makeFolder(t)
  await mkdir(path.join(folder, 'web'))
  const file = path.join(folder, 'web/page.ts')
  await writeFile(file, 'one')
  const stamp = stampOfFolder(folder)
  t.is(stampOfFolder(folder), stamp)
  await utimes(file, 1, 1)
  t.not(stampOfFolder(folder), stamp)
})
