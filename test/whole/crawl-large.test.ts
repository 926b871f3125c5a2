import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { makeHistory } from '../bench/history.ts'
import { makeBundledHg } from '../bench/mercurial-history.ts'
import { commit } from '../helpers/commit-description.ts'
import { type Crawl, crawl } from '../helpers/crawler.ts'
import { htmlFaults } from '../helpers/html-faults.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeGit } from '../helpers/make-git.ts'
import { judgeShapes } from '../helpers/page-shapes.ts'
import { ask } from '../helpers/repositories.ts'
import { kinds } from '../helpers/repository-pages.ts'
import { makeSite } from '../helpers/site.ts'

/** Two thousand commits with branches, merges, tags, renames and binary files; four hundred files at their end. */
const history = [
  ...makeHistory({ commits: 2100, files: 300, largeFile: 60_000, largeDiff: 100_000 }).commits,
  commit('Bring a picture and data', {
    'docs/build/logo.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'docs/build/data.bin': Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)),
  }),
]
const makers = { git: makeGit, hg: makeBundledHg }
const listers = { git: ['rev-list', '--all'], hg: ['log', '--template', '{node}\n'] }
const users = ['reader', 'chief'] as const

test('the links of repositories with thousands of commits lead to good pages', async t => {
  t.timeout(1_800_000)
  const { ini, root } = await makeSite(t, {
    anonymous: false,
    container: true,
    users: { reader: { externType: 'container' }, chief: { externType: 'container', admin: true } },
    repositories: { git: { kind: 'git', downloads: true }, hg: { kind: 'hg', downloads: true } },
  })
  const iis = await startStandIn(t, { ini })
  const judge = judgeShapes(htmlFaults)
  for (const kind of kinds) {
    const folder = path.join(root, kind)
    await makers[kind](folder, history)
    const ids = (await ask(kind, folder, ...listers[kind])).trim().split('\n')
    t.true(ids.length > 2000)
    const names = history.flatMap(({ branch = '', tags = [], bookmarks = [] }) => [branch, ...tags, ...bookmarks])
    const known = new Set([...ids, ...names, 'tip', 'default', 'master'])
    for (const [share, user] of users.entries()) {
      const begin = Date.now()
      const sample = openSample(`/${kind}`, { share, known })
      const { faults, answers, addresses, leftOut } = await crawlAs(iis, { user, kind, judge, ...sample })
      const seconds = Math.round((Date.now() - begin) / 1000)
      t.log(`${kind} as ${user}: ${addresses.length} addresses in ${seconds} s, ${leftOut} left out`, answers)
      t.deepEqual(faults, [], `${kind} as ${user}`)
      t.deepEqual([...sample.strange], [], `${kind} as ${user}`)
      leadsEverywhere(t, kind, addresses)
    }
  }
})

interface Crawling extends Sample {
  readonly user: string
  readonly kind: string
  readonly judge: (html: string) => Promise<readonly string[]>
}

async function crawlAs(iis: StandIn, { user, kind, judge, isWanted }: Crawling): Promise<Crawl> {
  const as = `CORP\\${user}`
  const { headers } = await iis.ask('/', { as })
  const cookie = (headers['set-cookie'] ?? []).map(each => each.replace(/;.*/, '')).join('; ')
  return crawl({
    origin: iis.origin,
    start: [`/${kind}`],
    ask: address => iis.ask(address, { as, headers: { cookie } }),
    judge,
    isInside: address => `${address.replace(/\?.*/, '')}/`.startsWith(`/${kind}/`),
    isRaw: address => address.startsWith(`/${kind}/raw`),
    isWanted,
    isElsewhereFine: () => false,
  })
}

interface Sample {
  isWanted(address: URL): boolean
  /** Revisions in addresses that are none. */
  readonly strange: ReadonlySet<string>
}

const ofRevisions = /^(annotate|archive|change\w+(-\w+)?|files|history|nodelist|raw|rawfile)$/

/** Of so many one is seen. */
const parts = { commits: 200, lists: 4, files: 8, paths: 32, archives: 16 }

/**
 * The rule of what is left out, since all links are as many as commits times files. Of every kind of page (`files`,
 * `annotate`, …) these are seen: each branch, tag and bookmark; the files of each folder; each query but for its
 * numbers; each page of the whole changelog; one in so many commits, and one in so many files; and not each of them
 * with each other. Lists of names are called by commits alone, so more of them are seen. The next who crawls has
 * another share of commits and files. Of links that are not followed only the revision is looked at: the tool must
 * know it.
 */
function openSample(root: string, { share, known }: { readonly share: number; readonly known: ReadonlySet<string> }) {
  const seen = new Set<string>()
  const strange = new Set<string>()
  const isNew = (key: string) => seen.size !== seen.add(key).size
  const isMine = (text: string, of: number) => spread(text) % of === share % of
  function isWanted({ pathname, search, searchParams }: URL): boolean {
    if (!`${pathname}/`.startsWith(`${root}/`)) return isNew(`${pathname} ${[...searchParams.keys()].join()}`)
    const rest = pathname.slice(root.length).replace(/^(\/archive\/.*?)\.(zip|tar(?:\.\w+)?)$/, '$1/$2')
    const [, page = '', encoded = '', ...names] = rest.split('/')
    const revision = decodeURIComponent(encoded)
    const file = names.join('/')
    if (ofRevisions.test(page) && revision !== '' && !known.has(revision)) strange.add(revision)
    if (page === 'archive') return isMine(revision, parts.archives) && isNew(`${page} ${revision} ${file}`)
    const isName = !/^[0-9a-f]{40}$/.test(revision)
    const isFolder = page === 'files' && !/\.\w+$/.test(file) // no file of this history is without an ending
    const isWhole = /^\?page=\d+$/.test(search) && revision === ''
    return [
      (isName || isMine(page + revision, page === 'nodelist' ? parts.lists : parts.commits)) &&
        isNew(`${page} ${revision}`),
      (isFolder || isMine(page + file, page === 'files' ? parts.files : parts.paths)) && isNew(`${page} at ${file}`),
      isNew(`${page} ? ${isWhole ? search : search.replace(/=\d+/g, '=1')}`),
    ].some(Boolean)
  }
  return { isWanted, strange }
}

function spread(text: string): number {
  let sum = 0
  for (const letter of text) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0
  return sum
}

const least = {
  files: 200,
  changelog: 60,
  changeset: 10,
  annotate: 20,
  raw: 20,
  rawfile: 20,
  nodelist: 10,
  archive: 3,
}

/** The crawl is worth nothing where pages do not link to each other. */
function leadsEverywhere(t: ExecutionContext, kind: string, addresses: readonly string[]): void {
  for (const [page, count] of Object.entries(least)) {
    const found = addresses.filter(address => address.split(/[/?]/)[2] === page).length
    t.true(found >= count, `${kind}: ${found} of ${page}`)
  }
  for (const rest of ['refs', 'changelog?page=22']) t.true(addresses.includes(`/${kind}/${rest}`), rest)
}

test('a page is judged when it shows what no page before showed', async t => {
  const asked: string[] = []
  const judge = judgeShapes(async html => {
    asked.push(html)
    return ['bad']
  })
  const first = '<ul><li class="a"><a href="x">one</a></li></ul>'
  t.deepEqual(await judge(first), ['bad'])
  t.deepEqual(
    await judge('<ul><li class="b"><a href="y">two</a></li><li class="a"><a href="z">three</a></li></ul>'),
    [],
  )
  const others = [
    '<ul><li class="a"><a>one</a></li></ul>',
    '<ul><li class="a"><a href="x"></a></li></ul>',
    '<ul><a href="x">one</a></ul>',
    '<ul><li class="a">one</li></ul>',
    '<ul><li class=""><a href="x">one</a></li></ul>',
  ]
  for (const other of others) t.deepEqual(await judge(other), ['bad'], other)
  t.deepEqual(asked, [first, ...others])
  await judge('<p id="a"><br>one</p><p id="b">two</p>')
  t.deepEqual(await judge('<p id="a"><br>one</p><p id="a">two</p>'), ['id twice: a'])
})
