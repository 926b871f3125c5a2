import type { Page } from '#web/page.ts'
import { pathOf } from '#web/route.ts'
import { tokenName } from '#web/ui/token-field.ts'
import { pageName } from './page-name.ts'
import { judge, permissionTable, type Row } from './permission-table.ts'
import { nowhere, type Place, type Role } from './roles.ts'
import type { Answer, Client } from './web.ts'

/** Somebody who tries the doors. */
export interface Comer {
  readonly role: Role
  readonly client: Client
  /** What his forms carry. */
  readonly token: string
  /** Whether he also comes without the token, and to where nothing is: one of each standing is enough. */
  readonly isCurious: boolean
}

/** What a page is about: a repository or group, and somebody's number. */
export interface About {
  readonly place: Place | null
  readonly id: string
}

export async function tokenOf(client: Client): Promise<string> {
  return (await client.ask('/_admin/session_csrf_secret_token')).text
}

/** What is wrong with the answers that somebody gets at a page, a sentence each. */
export async function tryDoor(comer: Comer, page: Page, about: About): Promise<readonly string[]> {
  const row = permissionTable[pageName(page)]
  if (!row) return [] // which is told once, for all
  const { role, isCurious } = comer
  const path = addressOf(page, row, about)
  const verdict = judge(row, role, about.place)
  const isHidden = about.place ? role.levels[about.place] === 'none' : verdict !== 'in'
  const answer = await send(comer, page.method, path, row)
  const faults = [
    ...doorFaults(answer, verdict === 'in' ? statusIn(page, row, role) : verdict),
    ...hiddenFrom(role).flatMap(name =>
      answer.text.includes(name) && !path.includes(name) ? [`tells of ${name}`] : [],
    ),
    ...(isCurious && page.method === 'POST' ? await tokenFaults(comer, path, row) : []),
    ...(isCurious && isHidden ? await twinFaults(comer, page, about) : []),
  ]
  return faults.map(fault => `${role.who}: ${page.method} ${path}: ${fault}`)
}

function doorFaults(answer: Answer, expected: string | number | undefined): readonly string[] {
  const actual = typeof expected === 'number' ? answer.status : doorOf(answer)
  return actual === expected ? [] : [`${actual}, but by the table it is ${expected}`]
}

function doorOf({ status, location }: Answer): string {
  if (status === 302 && location?.startsWith('/_admin/login?came_from=')) return 'sign in first'
  return { 403: 'forbidden', 404: 'no such thing' }[status] ?? String(status)
}

function statusIn({ method }: Page, { answers }: Row, { standing }: Role): number | undefined {
  if (typeof answers === 'number') return answers
  return answers ? (answers[standing] ?? answers.else) : method === 'GET' ? 200 : 302
}

function hiddenFrom({ levels }: Role): readonly string[] {
  return Object.entries(levels).flatMap(([name, level]) => (level === 'none' ? [name] : []))
}

async function tokenFaults(comer: Comer, path: string, row: Row): Promise<readonly string[]> {
  const { status } = await send({ ...comer, token: '' }, 'POST', path, row)
  return status === 403 ? [] : [`${status} without a token`]
}

/** Whether it shows that there is something that this one may not see, by whatever method he asks. */
async function twinFaults(comer: Comer, page: Page, about: About): Promise<readonly string[]> {
  const row = permissionTable[pageName(page)] ?? { may: 'anyone' }
  const nothing = { place: about.place && nowhere, id: about.id.replace(/./g, '9') }
  const [path, twin] = [addressOf(page, row, about), addressOf(page, row, nothing)]
  const words = about.place ? [about.place, nowhere] : [about.id, nothing.id]
  const faults: string[] = []
  for (const method of path === twin ? [] : ['GET', 'POST']) {
    const [there, elsewhere] = [await send(comer, method, path, row), await send(comer, method, twin, row)]
    if (faceOf(there, words) !== faceOf(elsewhere, words)) faults.push(`${method} shows that there is something`)
  }
  return faults
}

/** All that can be seen of an answer and compared: but for what was asked, the time, and what is new each time. */
function faceOf({ status, headers, text, location }: Answer, asked: readonly string[]): string {
  const kept = [...headers].filter(([name]) => !/^(date|set-cookie|location)$/.test(name))
  const face = JSON.stringify([status, location, kept, text.replaceAll(/(name="_session\w+" value)="[^"]*"/g, '$1')])
  return asked.reduce((left, word) => left.replaceAll(word, '…'), face)
}

function addressOf(
  { route }: Page,
  { at }: Row,
  { place, id }: { readonly place: string | null; readonly id: string },
) {
  const needs = { id, revision: 'tip', path: 'a.txt', file: 'tip.zip', repository: place, group: place, ...at }
  return pathOf(route, needs as never) // what every pattern may ask for
}

function send({ client, token }: Comer, method: string, path: string, { form, script }: Row): Promise<Answer> {
  const asScript = script && { 'x-requested-with': 'XMLHttpRequest' }
  const plain = { headers: { 'accept-encoding': 'identity', ...asScript } } // which costs less, and shows the length
  if (method === 'GET') return client.ask(path, plain)
  return client.ask(path, { ...plain, method, body: new URLSearchParams({ ...form, [tokenName]: token }) })
}
