import type { DatabaseSync } from 'node:sqlite'
import type { StandInSite } from '../iisnode/stand-in-site.ts'
import { Client } from '../web.ts'
import { Asking } from './asking.ts'
import { type CrowdSite, people } from './crowd-site.ts'
import { changingForm, permissionsForm, pluginsForm } from './changing-form.ts'
import type { Deed } from './deed.ts'
import { listHalves } from './halves.ts'
import { accounts, namedThings, networksOf } from './named-things.ts'
import { hostSignOns, passwordSignOns, Sessions } from './sign-ons.ts'

export interface Crowd {
  readonly asking: Asking
  readonly sessions: Sessions
  /** All begin; what this gives ends it, when each has come to the end of what he does. */
  begin(): () => Promise<void>
  /** What was answered with success and is lost, or there twice or by half; and what was answered wrongly. */
  faults(db: DatabaseSync): readonly string[]
}

/** People who read, sign on and come back, and administrators who save, all at the same time. */
export async function gatherCrowd(
  { origin }: StandInSite,
  { defaultUserId, pages }: Pick<CrowdSite, 'defaultUserId' | 'pages'>,
): Promise<Crowd> {
  const asking = new Asking()
  const sessions = new Sessions(asking, origin)
  const pair = () => Promise.all([administrator(origin), administrator(origin)])
  const deeds: readonly Deed[] = [
    passwordSignOns(asking, { origin, sessions, people }),
    hostSignOns(asking, { origin, sessions }),
    { again: () => sessions.comeBack(), faults: () => [] },
    { again: () => readAll(asking, origin, pages), faults: () => [] },
    namedThings(asking, await pair(), accounts),
    namedThings(asking, await pair(), networksOf(defaultUserId)),
    changingForm(asking, await pair(), permissionsForm),
    changingForm(asking, await pair(), pluginsForm),
  ]
  return {
    asking,
    sessions,
    begin() {
      const ending = new AbortController()
      const all = Promise.all(deeds.map(deed => goOn(deed, ending.signal)))
      return async () => {
        ending.abort()
        await all
      }
    },
    faults: db => [...asking.wrong, ...listHalves(db), ...deeds.flatMap(deed => deed.faults(db))],
  }
}

async function goOn(deed: Deed, end: AbortSignal): Promise<void> {
  while (!end.aborted) await deed.again()
}

async function readAll(asking: Asking, origin: string, pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    const answer = await asking.ask(() => new Client(origin, {}).ask(page))
    if (answer !== null && answer.status !== 200) asking.wrong.push(`${page}: ${answer.status}`)
  }
}

async function administrator(origin: string): Promise<Client> {
  const client = new Client(origin, {})
  const { status } = await client.signIn('admin', 'admin-secret')
  if (status !== 302) throw new Error(`the administrator cannot sign in: ${status}`)
  return client
}
