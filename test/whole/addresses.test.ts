import test, { type ExecutionContext } from 'ava'
import { listRepositories } from '#db/repositories.ts'
import type { Page } from '#web/page.ts'
import { pathOf } from '#web/route.ts'
import { listPages } from '#web/router.ts'
import { openGolden } from '../helpers/golden.ts'
import { goldenPeople } from '../helpers/golden-people.ts'
import { pageName } from '../helpers/page-name.ts'
import type { Answer } from '../helpers/web.ts'

/** Of each kind one, and one whose name is not ASCII; a file of each, and a pull request. */
const repositories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'projects/app': { path: 'README.md', id: '5' },
  'projects/web/site': { path: 'README.rst', id: '1' },
  'büro/übersicht': { path: 'words.txt', id: '9' },
}

test('every page of a repository answers alike under its name and under its number', async t => {
  t.timeout(600_000)
  const { ask, numberOf } = await openAddresses(t)
  const pages = listPages().filter(({ method, route }) => method === 'GET' && route.scope === 'repository')
  const differences: string[] = []
  const shown = new Set<string>()
  for (const name of Object.keys(repositories)) {
    for (const page of pages) {
      const [named, numbered] = [addressOf(page, name, name), addressOf(page, name, numberOf(name))]
      const [one, other] = [await ask(named), await ask(numbered)]
      if (faceOf(one, named, named) !== faceOf(other, numbered, named))
        differences.push(`${named}: ${one.status} ${one.location}; ${numbered}: ${other.status} ${other.location}`)
      if (one.status < 400) shown.add(pageName(page))
    }
  }
  t.deepEqual(differences, [])
  t.deepEqual(
    pages.map(pageName).filter(name => !shown.has(name)),
    [],
    'each of them leads to something in one of the repositories',
  )
})

function addressOf({ route }: Page, name: string, called: string): string {
  const path = { compare: 'rev@0...rev@tip', nodelist: '' }[route.pattern.split('/')[1] ?? '']
  const about = { ...repositories[name], ...(path === undefined ? {} : { path }) }
  const needs = { repository: called, revision: 'tip', file: 'tip.zip', format: 'atom', ...about }
  return pathOf(route, needs as never) // what every pattern may ask for
}

/** All that a program sees; where the address that was asked for stands in it, this one stands in its place. */
function faceOf({ status, location, headers, bytes, text }: Answer, asked: string, other: string): string {
  const type = headers.get('content-type') ?? ''
  if (!/^(text|application\/(json|\w+\+xml))\b/.test(type))
    return [status, location, type, bytes.toString('hex')].join()
  const isFeed = type.includes('xml')
  const own = (address: string) => (isFeed ? address : `=${encodeURIComponent(address)}"`)
  const body = text.replaceAll(/(name="_session\w+" value)="[^"]*"/g, '$1').replaceAll(own(asked), own(other))
  return [status, location, type, body].join()
}

interface Addresses {
  /** As an administrator, by a script of Kallithea's where that is asked for. */
  ask(address: string): Promise<Answer>
  numberOf(name: string): string
}

async function openAddresses(t: ExecutionContext): Promise<Addresses> {
  const site = await openGolden(t)
  const people = await goldenPeople(t, site)
  const numbers = new Map((await listRepositories(site.db)).map(({ name, id }) => [name, `_${id}`]))
  return {
    numberOf: name => numbers.get(name) ?? t.fail(name),
    async ask(address) {
      const headers: Record<string, string> = /\/changeset_/.test(address)
        ? { 'X-Requested-With': 'XMLHttpRequest' }
        : {}
      const answer = await people.ask('admin', address, headers)
      if (!answer) throw new Error('the administrator cannot sign in')
      return answer
    },
  }
}
