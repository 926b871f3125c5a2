import path from 'node:path'
import test from 'ava'
import { crawl } from '../helpers/crawler.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { kinds } from '../helpers/repository-pages.ts'
import { makeSite } from '../helpers/site.ts'
import { begun, writtenHistory } from '../helpers/writing.ts'
import { gitRound } from '../helpers/writing-git.ts'
import { hgRound } from '../helpers/writing-hg.ts'
import { findMixed, goRounds, type Said } from '../helpers/writing-watched.ts'

/** Several times the same, because what could go wrong is a matter of moments. */
const rounds = { git: 4, hg: 2 }

for (const kind of kinds) {
  test(`every page of a ${kind} repository that is written to is of one moment`, async t => {
    t.timeout(600_000)
    const made = await makeSite(t, {
      anonymous: false,
      container: true,
      users: { reader: { externType: 'container' } },
      repositories: { project: { kind, commits: writtenHistory.slice(0, begun), downloads: true } },
    })
    const folder = path.join(made.root, 'project')
    const round = kind === 'git' ? await gitRound(folder, made.folder) : await hgRound(t, folder, made.folder)
    const reader = await openReader(await startStandIn(t, { ini: made.ini }))

    let writing = true
    const [stays] = await Promise.all([
      goRounds(round, rounds[kind]).finally(() => {
        writing = false
      }),
      reader.crawlWhile(() => writing),
    ])
    const { said, faults } = reader
    const states = new Set(said.map(({ text }) => text))
    t.log(`${said.length} answers, ${states.size} different ones`)
    t.deepEqual(faults, [])
    t.deepEqual(await findMixed(said, { round, stays, ask: reader.ask }), [])
  })
}

async function openReader(iis: StandIn) {
  const as = 'CORP\\reader'
  const { headers } = await iis.ask('/', { as })
  const cookie = (headers['set-cookie'] ?? []).map(each => each.replace(/;.*/, '')).join('; ')
  const get = (address: string) => iis.ask(address, { as, headers: { cookie } })
  const said: Said[] = []
  const faults: string[] = []

  async function follow(isWanted: (address: URL) => boolean) {
    const found = await crawl({
      origin: iis.origin,
      start: ['/project'],
      ask: async address => {
        const asked = performance.now()
        const answer = await get(address)
        said.push({ path: address, text: textOf(answer), asked, answered: performance.now() })
        return answer
      },
      judge: async () => [],
      isInside: () => true,
      isRaw: address => address.startsWith('/project/raw'),
      isWanted,
      isElsewhereFine: () => false,
    })
    // What a link led to may be gone when it is followed, as a whole or in part.
    faults.push(...found.faults.filter(fault => !/^(status 404|no such place)/.test(fault)))
  }

  return {
    said,
    faults,
    ask: async (address: string) => textOf(await get(address)),
    async crawlWhile(goesOn: () => boolean) {
      while (goesOn()) {
        const isNew = eachOnce()
        await follow(address => goesOn() && isNew(address))
      }
    },
  }
}

function textOf({ status, headers, text }: Awaited<ReturnType<StandIn['ask']>>): string {
  return [status, headers.location, text.replace(/(csrf_secret_token" value=)"[^"]*"/g, '$1""')].join('\n')
}

/** Of every kind of page each revision and each path; what is packed takes long and says little. */
function eachOnce(): (address: URL) => boolean {
  const seen = new Set<string>()
  const isNew = (key: string) => seen.size !== seen.add(key).size
  return ({ pathname, searchParams }) => {
    if (!pathname.startsWith('/project') || pathname.startsWith('/project/archive')) return false
    const [, , page, revision, ...rest] = pathname.split('/')
    const keys = [`${page} ${revision} ${searchParams.get('branch')}`, `${page} ${rest.join('/')}`]
    return keys.map(isNew).some(Boolean)
  }
}
