import { hasSignOn, keepSignOn, listSignOns } from '#db/sign-ons.ts'
import { listUsers, type UserRow } from '#db/users.ts'
import type { Caller } from '#hosting/hosting.ts'
import type { Site } from './site.ts'

/** How Windows found out who it is. negotiate: one of the first two, and the request does not show which. */
export type SignOnKind = 'kerberos' | 'ntlm' | 'negotiate' | 'basic'

type Asking = Pick<Caller, 'user' | 'authType' | 'address' | 'handover'>

/** null: IIS named nobody, or no IIS is there. */
export function signOnKind({ user, authType, handover }: Asking): SignOnKind | null {
  if (user === null || authType === null) return null
  if (authType === 'Basic') return 'basic'
  if (authType === 'NTLM') return 'ntlm'
  if (authType === 'Kerberos') return 'kerberos'
  const { proof } = handover().signOn
  return proof === null ? 'negotiate' : proof === 'NTLM' ? 'ntlm' : 'kerberos'
}

const day = 86_400_000
const weeksKept = 13
/** More places than a person has: what is beyond would only fill the table. */
const mostInWeek = 20

/** Notes how somebody signed on, once a week for each place and kind. */
export async function noteSignOn({ db, now }: Pick<Site, 'db' | 'now'>, user: UserRow, caller: Asking): Promise<void> {
  const kind = signOnKind(caller)
  if (kind === null) return
  const when = now()
  const key = { week: weekOf(when), userId: user.id, address: caller.address, kind }
  if (await hasSignOn(db, key)) return
  const { signOn, lines } = caller.handover()
  const agent = lines.find(({ name }) => name.toLowerCase() === 'user-agent')?.value ?? ''
  const note = { ...key, computer: signOn.computer ?? '', agent: agent.slice(0, 255), when }
  await keepSignOn(db, note, { most: mostInWeek, since: weekOf(new Date(when.getTime() - weeksKept * 7 * day)) })
}

/** The Monday, in UTC: `2026-11-23`. */
export function weekOf(when: Date): string {
  const back = (when.getUTCDay() + 6) % 7
  return new Date(when.getTime() - back * day).toISOString().slice(0, 10)
}

/** Who signed on by NTLM in a week, from where. */
export interface NtlmWeek {
  readonly week: string
  /** How many people signed on by whatever kind. */
  readonly everybody: number
  readonly people: readonly NtlmPerson[]
}

export interface NtlmPerson {
  readonly user: UserRow
  readonly places: readonly { readonly address: string; readonly computer: string; readonly agent: string }[]
}

/** The newest week first; a week without NTLM is there, and empty. */
export async function listNtlmWeeks({ db }: Pick<Site, 'db'>): Promise<readonly NtlmWeek[]> {
  const notes = await listSignOns(db)
  const users = new Map((await listUsers(db)).map(user => [user.id, user]))
  return [...Map.groupBy(notes, ({ week }) => week)].map(([week, ofWeek]) => {
    const byPerson = Map.groupBy(
      ofWeek.filter(({ kind }) => kind === 'ntlm'),
      ({ userId }) => userId,
    )
    const people = [...byPerson].flatMap(([userId, places]) => {
      const user = users.get(userId)
      return user
        ? [{ user, places: places.map(({ address, computer, agent }) => ({ address, computer, agent })) }]
        : []
    })
    const byName = people.toSorted((a, b) => a.user.username.localeCompare(b.user.username))
    return { week, everybody: new Set(ofWeek.map(({ userId }) => userId)).size, people: byName }
  })
}
