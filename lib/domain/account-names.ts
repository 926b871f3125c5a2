import { isOn, readDomains } from '#auth/auth.ts'
import { transaction } from '#db/database.ts'
import { deleteExternalName, type ExternalName, listNamesOfUser, saveExternalName } from '#db/external-names.ts'
import type { UserRow } from '#db/users.ts'
import { report } from '#trace/trace.ts'
import type { Settings } from './settings.ts'
import type { Site } from './site.ts'

/** What the settings of a plugin say of the names that lead to one account. */
export interface NameRules {
  /** Whether both full names are one person's. */
  isSame(one: string, other: string): boolean
  /** An account of which no name is known is given to nobody without an administrator's word. */
  readonly isAskedFirst: boolean
}

export function readNameRules(settings: Pick<Settings, 'row'>, plugin: string): NameRules {
  const value = (key: string) => settings.row(`auth_${plugin}_${key}`)
  const { isSame } = readDomains({ domain_names: value('domain_names') })
  return { isSame, isAskedFirst: isOn(value('ask_administrator')) }
}

/** Why a name does not lead to the account that it seems to mean. */
export type NameRefusal = 'other person' | 'ask first'

/** Who wants to come in as somebody. */
export interface Claim {
  readonly user: UserRow
  /** As the host says it, domain and all; '' where a plugin knows no domains, and then there is nothing to check. */
  readonly name: string
  readonly address: string
  readonly rules: NameRules
}

/**
 * Whether this name leads to this account; null when it does. The first name of an account that nobody knew by one is
 * kept, once the account is active; any other is noted for the administrators, and reported once an hour.
 */
export async function claimName({ db, now }: Pick<Site, 'db' | 'now'>, claim: Claim): Promise<NameRefusal | null> {
  const { user, name, address, rules } = claim
  if (name === '') return null
  const asking = { userId: user.id, name, address, when: now() }
  const { refusal, isNews } = await transaction(db, async tx => {
    const names = await listNamesOfUser(tx, user.id)
    const judgement = judge(names, claim)
    const { isFirst } = judgement
    if (judgement.isKnown) return comeIn
    const turnedAway = { refusal: judgement.refusal, isNews: false }
    const asked = names.filter(each => !each.allowed && rules.isSame(each.name, name))
    if (!isFirst && asked.some(each => asking.when.getTime() - each.when.getTime() < hour)) return turnedAway
    for (const each of asked) await deleteExternalName(tx, each)
    await saveExternalName(tx, { ...asking, allowed: isFirst })
    return isFirst ? comeIn : { ...turnedAway, isNews: true }
  })
  if (isNews) report('domain:account-names', told, name, address, user.username)
  return refusal
}

/** What a claim would be answered now; nothing is noted. */
export async function judgeName({ db }: Pick<Site, 'db'>, claim: Omit<Claim, 'address'>): Promise<NameRefusal | null> {
  return claim.name === '' ? null : judge(await listNamesOfUser(db, claim.user.id), claim).refusal
}

interface Judgement {
  readonly refusal: NameRefusal | null
  /** The name was allowed before, or it does not matter yet. */
  readonly isKnown: boolean
  /** It is the first name of the account, and comes in as such. */
  readonly isFirst: boolean
}

function judge(names: readonly ExternalName[], { user, name, rules }: Omit<Claim, 'address'>): Judgement {
  const allowed = names.filter(each => each.allowed)
  const isUnknown = allowed.length === 0
  const isKnown = isUnknown ? !user.active : allowed.some(each => rules.isSame(each.name, name))
  const isFirst = !isKnown && isUnknown && !rules.isAskedFirst
  const refusal = isKnown || isFirst ? null : isUnknown ? 'ask first' : 'other person'
  return { refusal, isKnown, isFirst }
}

const hour = 3_600_000
const told = '%j from %s was not let in as %s: nobody allowed this name. See the page of authentication.'
const comeIn = { refusal: null, isNews: false } as const

/** Under which name an account was made; `db` is the transaction that makes it. */
export async function keepFirstName(
  db: Site['db'],
  { userId, name, address, when }: Omit<ExternalName, 'allowed'>,
): Promise<void> {
  if (name !== '') await saveExternalName(db, { userId, name, address, when, allowed: true })
}
