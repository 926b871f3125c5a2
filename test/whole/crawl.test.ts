import test, { type ExecutionContext } from 'ava'
import { eachOnce } from '../helpers/crawl-rule.ts'
import { type Crawl, crawl } from '../helpers/crawler.ts'
import { htmlFaults } from '../helpers/html-faults.ts'
import { hostileHistory } from '../helpers/hostile-repository.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeSite } from '../helpers/site.ts'

const group = 'a+b & 日本'
const names = { git: `${group}/git 100%`, hg: `${group}/hg.` }

for (const mount of ['/', '/kallithea'] as const) {
  const where = mount === '/' ? 'at the root of a site' : 'in a virtual folder'

  test(`every link of repositories full of hostile names leads to a good page, ${where}`, async t => {
    t.timeout(1_500_000)
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
    for (const user of ['reader', 'chief']) {
      const begun = Date.now()
      const { faults, addresses, answers, leftOut } = await crawlAs(iis, user)
      const seconds = Math.round((Date.now() - begun) / 1000)
      t.log(`${user}: ${addresses.length} addresses in ${seconds} s, ${leftOut} left out`, answers)
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
    judge: judgeOnce(iis.base),
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

const judged = new Map<string, ReturnType<typeof htmlFaults>>()

/** Pages that differ in nothing but the head with the visitor's menu and where the site is mounted, are one page. */
function judgeOnce(base: string): (html: string) => ReturnType<typeof htmlFaults> {
  return html => {
    const page = html.replace(/<header class="top">.*?<\/header>/s, '').replaceAll(`"${base}/`, '"/')
    const known = judged.get(page) ?? htmlFaults(html)
    judged.set(page, known)
    return known
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
  for (const page of ['refs', 'compare', 'archive', 'changeset', 'changeset-diff', 'changeset-patch', 'nodelist'])
    t.true(
      seen.some(path => path.startsWith(page)),
      `${name}: ${page}`,
    )
}

test('the crawler notices what is unescaped, dead, somewhere else, or without a policy', async t => {
  const headers = { 'content-type': 'text/html', 'content-security-policy': 'x', 'x-content-type-options': 'nosniff' }
  const pages: Readonly<Record<string, string>> = {
    '/a': '<a href="/dead"></a><a href="/b#gone"></a><img src="//elsewhere.example/p.png"><a href="javascript:x"></a>',
    '/b': '<p title="" onclick="x">"><script>alert(1)</script></p><p title="a < b">1 < 2</p>',
  }
  const { faults } = await crawl({
    origin: 'http://site.example',
    start: ['/a'],
    ask: async path => ({
      status: pages[path] ? 200 : 404,
      headers: pages[path] ? headers : {},
      text: pages[path] ?? '',
    }),
    judge: async html => (html.includes('<p') ? ['invalid'] : []),
    isInside: () => true,
    isRaw: () => false,
    isWanted: () => true,
    isElsewhereFine: () => true,
  })
  const wanted = [
    'runs or dresses something: <a href="javascript:x"> [/a] ← the start',
    'another origin: //elsewhere.example/p.png [/a] ← the start',
    'another origin: javascript:x [/a] ← the start',
    'status 404 [/dead] ← /a',
    'no Content-Security-Policy [/dead] ← /a',
    'runs or dresses something: <p title="" onclick="x"> [/b] ← /a',
    'runs or dresses something: <script> [/b] ← /a',
    'a < that begins no tag of ours: <p title="a < b">1 < 2</p> [/b] ← /a',
    'unescaped output [/b] ← /a',
    'invalid [/b] ← /a',
    'no such place: #gone [/b] ← /a',
  ]
  t.deepEqual(
    wanted.filter(fault => !faults.includes(fault)),
    [],
    faults.join('\n'),
  )
})
