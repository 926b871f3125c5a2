import { authenticate, type Attempt, type Directory, namesOfModules, type Outcome, settingsOf } from '#auth/auth.ts'
import { findUserByEmail, findUserByName, updateUser, type UserRow } from '#db/users.ts'
import type { Caller } from '#hosting/hosting.ts'
import { report } from '#trace/trace.ts'
import { claimName, type NameRefusal, readNameRules } from './account-names.ts'
import { takeOver } from './external-accounts.ts'
import { mayComeFrom } from './ip-rules.ts'
import { readSettings, type Settings } from './settings.ts'
import { noteSignOn } from './sign-on-kinds.ts'
import type { Site } from './site.ts'
import { noteWaiting } from './waiting-accounts.ts'

/** Why somebody who is known stays outside. `closed`: the account is not active, or not for this address. */
export type Refusal = NameRefusal | 'closed' | 'other domain'

/** The account behind a name or an e-mail address and its password; null says no more than that it is not to be had. */
export async function signInWithPassword(
  site: Site,
  username: string,
  password: string,
  caller: Pick<Caller, 'address'>,
): Promise<UserRow | null> {
  const attempt = { username: username.trim(), password, environment: null } // so the container never has a say here
  const user = await recognize(site, attempt, caller.address)
  return typeof user === 'string' ? null : user
}

/** The account of whom the host names, made if need be. null: the host names nobody who may come in. */
export async function signInFromHost(site: Site, caller: HostCaller): Promise<UserRow | null> {
  const user = await recognizeFromHost(site, caller)
  return typeof user === 'string' ? null : user
}

/** As `signInFromHost`, but tells a person who is recognised and refused from nobody. */
export async function recognizeFromHost(site: Site, caller: HostCaller): Promise<UserRow | Refusal | null> {
  if (!isHostAsked(await readSettings(site))) return null
  const user = await recognize(site, attemptFromHost(caller), caller.address)
  if (user && typeof user !== 'string') await noteSignOn(site, user, caller)
  return user
}

/** What sign-on reads of a request. */
export type HostCaller = Pick<Caller, 'user' | 'authType' | 'address' | 'environment' | 'handover'>

/** Whether the host's word can count at all: the plugin stands in the list. */
export function isHostAsked({ authPlugins }: Pick<Settings, 'authPlugins'>): boolean {
  return namesOfModules(authPlugins).includes('container')
}

export function attemptFromHost({ environment }: Pick<Caller, 'environment'>): Attempt {
  return { username: '', password: '', environment }
}

async function recognize(site: Site, attempt: Attempt, address: string): Promise<UserRow | Refusal | null> {
  const settings = await readSettings(site)
  const { confirmed, waiting, outsider } = await authenticate(directoryOf(site, settings), attempt)
  if (confirmed) return enter(site, { ...confirmed, address, settings })
  if (outsider !== null) {
    report('domain:sign-in', '%j from %s was not let in: this domain may not sign on', outsider, address)
    return 'other domain'
  }
  if (!waiting) return null
  const { user, fullName: name } = waiting
  const refusal = await claimName(site, { user, name, address, rules: readNameRules(settings, 'container') })
  if (refusal === null) await noteWaiting(site, user, { address, name })
  return refusal
}

interface Entering extends NonNullable<Outcome['confirmed']> {
  readonly address: string
  readonly settings: Settings
}

async function enter(site: Site, { account, plugin, address, settings }: Entering): Promise<UserRow | Refusal | null> {
  const before = await findUserByName(site.db, account.username)
  if (before && !(await mayComeFrom(site, before.id, address))) return 'closed'
  const rules = readNameRules(settings, plugin.name)
  const user = plugin.external ? await takeOver(site, { plugin: plugin.name, account, address, rules }) : before
  if (!user || typeof user === 'string') return user ?? null
  if (user.username === 'default') return null
  if (!user.active) {
    await noteWaiting(site, user, { address, name: account.fullName })
    return 'closed'
  }
  if (!before && !(await mayComeFrom(site, user.id, address))) return 'closed'
  const lastLogin = site.now()
  await updateUser(site.db, user.id, { lastLogin })
  return { ...user, lastLogin }
}

/** What the plugins need to know of this site. */
export function directoryOf(site: Pick<Site, 'db'>, settings: Settings): Directory {
  return {
    listed: namesOfModules(settings.authPlugins),
    values: plugin =>
      Object.fromEntries(settingsOf(plugin).map(({ key }) => [key, settings.row(`auth_${plugin.name}_${key}`)])),
    find: name => findByNameOrAddress(site, name),
  }
}

async function findByNameOrAddress({ db }: Pick<Site, 'db'>, name: string): Promise<UserRow | null> {
  const user = name.includes('@') ? await findUserByEmail(db, name) : await findUserByName(db, name)
  return user ?? null
}
