import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { listJournal } from '#db/journal.ts'
import { readArchive } from '../../../helpers/archive.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds } from '../../../helpers/repository-pages.ts'
import { makeSite, type SiteOptions } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const history = [
  commit('first', { 'src/a.js': 'let a = 1\n', 'ünï.txt': 'x\n', 'run.sh': { content: 'x\n', kind: 'executable' } }),
  commit('second', { 'b.txt': 'b\n' }, { branch: 'feature/a+b' }),
]

async function open(t: ExecutionContext, kind: 'git' | 'hg', more: SiteOptions = {}) {
  const made = await makeSite(t, {
    repositories: { 'a/pro ject': { kind, commits: history, downloads: true } },
    ...more,
  })
  const served = await serve(t, made.site)
  return { ...made, ...served, address: `${served.origin}/a/pro%20ject/archive` }
}

const types = {
  zip: 'application/zip',
  tar: 'application/x-tar',
  'tar.gz': 'application/x-gzip',
  'tar.bz2': 'application/x-bzip2',
} as const

for (const kind of kinds) {
  test(`${kind} is packed in each format, in a folder, under Kallithea's names`, async t => {
    const { address, commits } = await open(t, kind)
    const id = commits['a/pro ject']?.[1] ?? ''
    const short = id.slice(0, 12)
    for (const [ending, type] of Object.entries(types)) {
      const response = await fetch(`${address}/${id}.${ending}`)
      t.is(response.status, 200)
      t.is(response.headers.get('content-type'), type)
      t.is(response.headers.get('content-disposition'), `attachment; filename="a_pro ject-${short}.${ending}"`)
      t.is(response.headers.get('content-length'), null)
      t.is(response.headers.get('content-encoding'), null)
      const found = (await readArchive(Buffer.from(await response.arrayBuffer()))).map(({ name }) => name)
      const inside = ['b.txt', 'run.sh', 'src/a.js', 'ünï.txt', ...(kind === 'hg' ? ['.hg_archival.txt'] : [])]
      t.deepEqual(found.toSorted(), inside.map(name => `pro ject-${short}/${name}`).toSorted(), ending)
    }
  })

  test(`a download of ${kind} is noted as Kallithea notes it`, async t => {
    const { site, client, commits, user, repository } = await open(t, kind, { users: { ann: {} } })
    const ann = client()
    await ann.signIn('ann', 'ann-secret')
    await ann.ask('/a/pro%20ject/archive/feature%2Fa%2Bb.zip')
    await client({ address: '10.1.2.3' }).ask('/a/pro%20ject/archive/0.tar.gz')
    const [first, second] = (commits['a/pro ject'] ?? []).map(id => id.slice(0, 12))
    const about = { repositoryId: (await repository('a/pro ject')).id, repositoryName: 'a/pro ject' }
    const rows = (await listJournal(site.db)).slice(-2)
    t.like(rows[0], {
      ...about,
      userId: (await user('ann')).id,
      username: 'ann',
      action: `user_downloaded_archive:a_pro ject-${second}.zip`,
    })
    t.like(rows[1], {
      ...about,
      username: 'default',
      address: '10.1.2.3',
      action: `user_downloaded_archive:a_pro ject-${first}.tar.gz`,
    })
  })

  test(`what of ${kind} cannot be downloaded says why, and is not noted`, async t => {
    const { site, client } = await open(t, kind, {
      repositories: {
        project: { kind, commits: history, downloads: true },
        empty: { kind, commits: [], downloads: true },
        closed: { kind, commits: history },
      },
    })
    const before = (await listJournal(site.db)).length
    const ask = async (rest: string) => {
      const { status, text, headers } = await client().ask(rest)
      t.is(headers.get('content-disposition'), null)
      return `${status} ${/<p>([^<]*)<\/p>/.exec(text)?.[1]}`
    }
    t.is(await ask('/project/archive/none.zip'), '404 This repository has no such revision.')
    t.is(await ask('/project/archive/tip.rar'), '404 This repository cannot be packed that way.')
    t.is(await ask('/project/archive/--output=x.zip'), '404 This repository has no such revision.')
    t.is(await ask('/empty/archive/tip.zip'), '404 This repository is empty.')
    t.is(await ask('/closed/archive/tip.zip'), '403 Downloads of this repository are switched off.')
    t.is((await listJournal(site.db)).length, before)
    t.notRegex((await client().ask('/closed')).text, /\/archive\//)
    t.notRegex((await client().ask('/closed/refs')).text, /\/archive\//)
  })

  test(`an archive of ${kind} that nobody waits for any more is not made to its end`, async t => {
    const large = [commit('large', { 'large.bin': noise(40_000_000) })]
    const { origin, folder } = await open(t, kind, {
      repositories: { project: { kind, commits: large, downloads: true } },
    })
    for (const ending of Object.keys(types)) {
      const abort = new AbortController()
      const response = await fetch(`${origin}/project/archive/tip.${ending}`, { signal: abort.signal })
      await response.body?.getReader().read()
      const reach = async (count: number) => {
        for (let tries = 0; tries < 600 && (await tools(kind, folder)).length !== count; tries++) await wait(50)
        t.is((await tools(kind, folder)).length, count, ending)
      }
      // The zip of hg begins with a small file of ours.
      if (process.platform === 'linux') await reach(1)
      abort.abort()
      if (process.platform === 'linux') await reach(0)
    }
    t.pass()
  })
}

test('the pages offer each way of packing', async t => {
  const { client } = await open(t, 'git')
  for (const page of ['/a/pro%20ject', '/a/pro%20ject/files/tip/']) {
    const { text } = await client().ask(page)
    const offered = Array.from(text.matchAll(/href="[^"]*\/archive\/tip\.([^"]*)"/g), ([, ending]) => ending)
    t.deepEqual(offered, ['zip', 'tar.gz', 'tar.bz2', 'tar'], page)
  }
})

test('whoever may not read a repository cannot download it', async t => {
  const { client } = await open(t, 'git', {
    users: { ann: {} },
    repositories: { secret: { commits: history, downloads: true, grants: { default: 'none' } } },
  })
  const ann = client()
  await ann.signIn('ann', 'ann-secret')
  t.is((await ann.ask('/secret/archive/tip.zip')).status, 404)
  t.is((await client().ask('/secret/archive/tip.zip')).status, 302)
})

/** Bytes that nothing packs. */
function noise(length: number): Buffer {
  let seed = 1
  const bytes = Buffer.allocUnsafe(length)
  for (let index = 0; index + 4 <= length; index += 4) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    bytes.writeUInt32LE(seed, index)
  }
  return bytes
}

/** Command lines of the archives that this process, by its threads, is having made of a site's repositories. */
async function tools(kind: string, folder: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id)) continue
    const [line, status] = await Promise.all([
      readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''),
      readFile(`/proc/${id}/status`, 'utf8').catch(() => ''),
    ])
    const isOfSite = line.includes(kind) && line.includes(folder)
    const isOurs = status.includes(`PPid:\t${process.pid}\n`) && !/^State:\tZ/m.test(status)
    if (isOurs && isOfSite && /\0(?:archive|cat)\0/.test(line)) found.push(line)
  }
  return found
}
