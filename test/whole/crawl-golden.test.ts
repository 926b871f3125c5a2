import test from 'ava'
import { eachForSomebody } from '../helpers/crawl-rule.ts'
import { crawl } from '../helpers/crawler.ts'
import { goldenReport, openGolden } from '../helpers/golden.ts'
import { htmlFaults } from '../helpers/html-faults.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { judgeShapes } from '../helpers/page-shapes.ts'

const lockedOut = ['dave', 'eve', 'ken', 'henry']

test('whoever of the firm follows links, every link leads to a good page', async t => {
  t.timeout(1_200_000)
  const { config } = await openGolden(t)
  const iis = await startStandIn(t, { ini: config.file, authentication: 'mixed' })
  const { accounts, passwords, repositories } = await goldenReport()
  const judge = judgeShapes(htmlFaults)
  const roots = Object.keys(repositories).map(name => `/${name.split('/').map(encodeURIComponent).join('/')}`)
  const isWantedOf = eachForSomebody(roots)
  const refused: string[] = []
  const found: string[] = []
  for (const person of ['', ...Object.keys(accounts)]) {
    const asked = await signOn(iis, person, passwords[person] ?? '')
    if (!asked) {
      refused.push(person)
      continue
    }
    const begun = Date.now()
    const isNew = isWantedOf()
    const { faults, addresses, leftOut } = await crawl({
      origin: iis.origin,
      start: ['/'],
      ask: path => iis.ask(path, asked),
      judge,
      isInside: () => true,
      isRaw: path => /\/raw(file)?\//.test(path),
      isWanted: address => address.pathname !== '/-/windows' && isNew(address), // there the browser asks for a password
      isElsewhereFine: ({ host }) => elsewhere.has(host),
    })
    const seconds = Math.round((Date.now() - begun) / 1000)
    t.log(`${person || 'nobody'}: ${addresses.length} addresses in ${seconds} s, ${leftOut} left out`)
    found.push(...faults.filter(fault => !isExpected(fault)).map(fault => `${person || 'nobody'}: ${fault}`))
  }
  t.deepEqual(found, [])
  t.deepEqual(refused, lockedOut)
})

/** Where what people wrote leads, and the page about the product. */
const elsewhere = new Set([
  '127.0.0.1:5055',
  'bitbucket.org',
  'kallithea-scm.org',
  'issues.example.com',
  'git.example.com',
])

/**
 * Nothing is in a repository that nobody pushed to, which the page of its files says; and a file is not at every branch
 * and tag that its page offers.
 */
function isExpected(fault: string): boolean {
  const [, page, rest, from] = /^status 404 \[(.*?)\/(?:files|annotate)\/(.*)\] ← (.*)/.exec(fault) ?? []
  if (page?.startsWith('/empty-')) return rest === 'tip/'
  const path = rest?.slice(rest.indexOf('/')) ?? ''
  return path.length > 1 && from !== undefined && from.startsWith(`${page}/`) && from.endsWith(path)
}

/** What a request of this person carries; null for who cannot sign in. */
async function signOn(iis: StandIn, person: string, password: string) {
  if (person === '') return {}
  if (person === 'frank') {
    const as = 'CORP\\frank'
    return { as, headers: { cookie: cookiesOf(await iis.ask('/', { as })) } }
  }
  const token = await iis.ask('/_admin/session_csrf_secret_token')
  const body = new URLSearchParams({ username: person, password, _session_csrf_secret_token: token.text })
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const asked = { method: 'POST', body: String(body), headers: { cookie: cookiesOf(token), ...type } }
  const answer = await iis.ask('/_admin/login', asked)
  return answer.status === 302 ? { headers: { cookie: cookiesOf(answer) } } : null
}

function cookiesOf({ headers }: Awaited<ReturnType<StandIn['ask']>>): string {
  return (headers['set-cookie'] ?? []).map(cookie => cookie.replace(/;.*/, '')).join('; ')
}
