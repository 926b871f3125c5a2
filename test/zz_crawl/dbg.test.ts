import test, { type ExecutionContext } from 'ava'
import { type Crawl, crawl } from '../helpers/crawler-dbg.ts'
import { hostileHistory } from '../helpers/hostile-repository.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeSite } from '../helpers/site.ts'

const group = 'a+b & 日本'
const names = { git: `${group}/git 100%`, hg: `${group}/hg.` }

for (const mount of ['/kallithea'] as const) {
  const where = mount === '/' ? 'at the root of a site' : 'in a virtual folder'

  test(`every link of repositories full of hostile names leads to a good page, ${where}`, async t => {
    t.timeout(600_000)
    const { ini } = await makeSite(t, {
      anonymous: false,
      container: true,
      users: { reader: { externType: 'container' }, chief: { externType: 'container', admin: true } },
      repositories: {
        [names.git]: { kind: 'git', commits: hostileHistory('git'), downloads: true, description },
        [names.hg]: { kind: 'hg', commits: hostileHistory('hg'), downloads: true, description },
      },
    })
    const iis = await startStandIn(t, { ini, site: mount })
    for (const user of ['reader']) {
      const begun = Date.now()
      const { faults, addresses, answers, leftOut } = await crawlAs(iis, user)
      t.log(user, `${addresses.length} addresses in ${(Date.now() - begun) / 1000} s, ${leftOut} left out`, answers)
      t.deepEqual(faults, [], user)
      for (const name of ['git', 'hg'] as const) leadsEverywhere(t, iis, name, addresses)
    }
  })
}

const description = "\"><script>alert(1)</script> & q' data-out='1"

async function crawlAs(iis: StandIn, user: string): Promise<Crawl> {
  const roots = Object.values(names).map(name => rootOf(iis, name))
  const cookies = await signOn(iis, user)
  return crawl({
    origin: iis.origin,
    start: roots,
    ask: path => iis.ask(path, { as: `CORP\\${user}`, headers: { cookie: cookies } }),
    isInside: path => roots.some(root => `${path.replace(/\?.*/, '')}/`.startsWith(`${root}/`)),
    isRaw: path => roots.some(root => /^\/raw(file)?\//.test(path.slice(root.length)) && path.startsWith(root)),
    isWanted: eachOnce(roots),
    isElsewhereFine: ({ host }) => host === 'elsewhere.example',
  })
}

function rootOf({ base }: StandIn, name: string): string {
  return `${base}/${name.split('/').map(encodeURIComponent).join('/')}`
}

/** One session for all requests, as a browser has it. */
async function signOn(iis: StandIn, user: string): Promise<string> {
  const { headers } = await iis.ask(`${iis.base}/`, { as: `CORP\\${user}` })
  return (headers['set-cookie'] ?? []).map(cookie => cookie.replace(/;.*/, '')).join('; ')
}

/**
 * The rule of what is left out: of every kind of page (`files`, `annotate`, …) of a repository each revision, each
 * path and each query is seen, but not each of them with each other.
 */
function eachOnce(roots: readonly string[]): (address: URL) => boolean {
  const seen = new Set<string>()
  const isNew = (key: string) => seen.size !== seen.add(key).size
  return ({ pathname, search }) => {
    const root = roots.find(each => `${pathname}/`.startsWith(`${each}/`))
    if (root === undefined) return true
    const [, page = '', revision = '', ...path] = pathname.slice(root.length).split('/')
    const keys = [`revision ${revision}`, `path ${path.join('/')}`, `query ${search}`]
    return keys.map(key => isNew(`${root} ${page} ${key}`)).some(Boolean)
  }
}

/** The crawl is worth nothing where pages do not link to each other. */
function leadsEverywhere(t: ExecutionContext, iis: StandIn, name: 'git' | 'hg', addresses: readonly string[]): void {
  const root = rootOf(iis, names[name])
  const seen = addresses.filter(path => path.startsWith(`${root}/`)).map(path => path.slice(root.length + 1))
  for (const page of ['files', 'annotate', 'raw', 'rawfile', 'changelog']) {
    const hostile = seen.filter(path => path.startsWith(`${page}/`) && /%3E%3Cscript/.test(path))
    t.true(hostile.length > 0, `${name}: ${page} of a hostile name`)
  }
  for (const page of ['refs', 'archive', 'changeset', 'changeset-diff', 'changeset-patch', 'nodelist'])
    t.true(
      seen.some(path => path.startsWith(page)),
      `${name}: ${page}`,
    )
}
