import test, { type ExecutionContext } from 'ava'
import type { Site } from '#domain/site.ts'
import { type GoldenPage, goldenPages, openGolden } from '../helpers/golden.ts'
import { goldenPeople } from '../helpers/golden-people.ts'
import type { Answer } from '../helpers/web.ts'

test('everyone finds open and closed at the pages of this version what Kallithea 0.7 opened and closed', async t => {
  t.timeout(1_200_000)
  const site = await openGolden(t)
  const all = await goldenPages()
  const pages = all.filter(({ address }) => !later.test(address))
  t.true(pages.length > all.length * 0.6)
  const doors = await openDoors(t, site)
  const differences: string[] = []
  for (const page of pages) {
    const door = await doors.try(page)
    if (!isSame(page, door))
      differences.push(`${page.person || 'nobody'} at ${page.address}: ${page.door}, now ${door}`)
  }
  t.deepEqual(differences, [])
})

test('nobody gets in at any address where Kallithea 0.7 let nobody in', async t => {
  t.timeout(1_200_000)
  const site = await openGolden(t)
  const closed = (await goldenPages()).filter(({ door }) => ['login', 'no', 'no entry'].includes(door))
  const doors = await openDoors(t, site)
  const open: string[] = []
  for (const page of closed) {
    if ((await doors.try(page)) === 'ok') open.push(`${page.person || 'nobody'} at ${page.address}: was ${page.door}`)
  }
  t.deepEqual(open, [])
})

/** Administration of what belongs to others, search, and what makes or changes something: not in this version. */
const later = new RegExp(
  [
    '/(settings(/\\w+)?|fork|pull-request/new|(add|edit|delete)/tip/.*)$',
    '^/_admin(/(user_groups|repo_groups|repos|settings|defaults|create_repository|search)\\b.*)?$',
    '^/_admin/(register|password_reset|gists/new)$',
  ].join('|'),
)

/** A person who is not signed on finds a closed door where the other says that there is none: both are closed. */
function isSame({ person, door }: GoldenPage, now: string): boolean {
  return door === now || door === '500' || (door === 'no' && now === 'login' && person === '')
}

interface Doors {
  try(page: GoldenPage): Promise<string>
}

async function openDoors(t: ExecutionContext, site: Site): Promise<Doors> {
  const people = await goldenPeople(t, site)
  return {
    async try({ person, address }) {
      const answer = await people.ask(person, address)
      return answer ? doorOf(answer) : 'no entry'
    },
  }
}

function doorOf({ status, location }: Answer): string {
  if (status === 401 || location?.includes('/login')) return 'login'
  if (status === 403 || status === 404) return 'no'
  return status < 400 ? 'ok' : String(status)
}
