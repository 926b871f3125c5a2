import { authenticate, type Attempt, type Directory, namesOfModules, type Outcome, settingsOf } from '#auth/auth.ts'
import { findUserByEmail, findUserByName, updateUser, type UserRow } from '#db/users.ts'
import type { Caller } from '#hosting/hosting.ts'
import { takeOver } from './external-accounts.ts'
import { mayComeFrom } from './ip-rules.ts'
import { readSettings } from './settings.ts'
import type { Site } from './site.ts'
import { noteWaiting } from './waiting-accounts.ts'

/** The account behind a name or an e-mail address and its password; null says no more than that it is not to be had. */
export async function signInWithPassword(
  site: Site,
  username: string,
  password: string,
  caller: Pick<Caller, 'address'>,
): Promise<UserRow | null> {
  const attempt = { username: username.trim(), password, environment: null } // so the container never has a say here
  const user = await recognize(site, attempt, caller.address)
  return user === 'refused' ? null : user
}

/** The account of whom the host names, made if need be. null: the host names nobody who may come in. */
export async function signInFromHost(
  site: Site,
  caller: Pick<Caller, 'address' | 'environment'>,
): Promise<UserRow | null> {
  const user = await recognizeFromHost(site, caller)
  return user === 'refused' ? null : user
}

/** As `signInFromHost`, but tells a person who is recognised and refused from nobody. */
export async function recognizeFromHost(
  site: Site,
  { address, environment }: Pick<Caller, 'address' | 'environment'>,
): Promise<UserRow | 'refused' | null> {
  const { authPlugins } = await readSettings(site)
  if (!namesOfModules(authPlugins).includes('container')) return null
  return recognize(site, { username: '', password: '', environment }, address)
}

async function recognize(site: Site, attempt: Attempt, address: string): Promise<UserRow | 'refused' | null> {
  const { confirmed, waiting } = await ask(site, attempt)
  if (waiting) await noteWaiting(site, waiting, { address, name: nameFromHost(attempt) })
  if (!confirmed) return null
  const { account, plugin } = confirmed
  const user = plugin.external
    ? await takeOver(site, plugin.name, account)
    : await findUserByName(site.db, account.username)
  if (!user || user.username === 'default') return null
  if (!user.active) {
    await noteWaiting(site, user, { address, name: nameFromHost(attempt) })
    return 'refused'
  }
  if (!(await mayComeFrom(site, user.id, address))) return 'refused'
  const lastLogin = site.now()
  await updateUser(site.db, user.id, { lastLogin })
  return { ...user, lastLogin }
}

async function ask(site: Site, attempt: Attempt): Promise<Outcome> {
  const settings = await readSettings(site)
  const directory: Directory = {
    listed: namesOfModules(settings.authPlugins),
    values: plugin =>
      Object.fromEntries(settingsOf(plugin).map(({ key }) => [key, settings.row(`auth_${plugin.name}_${key}`)])),
    find: name => findByNameOrAddress(site, name),
  }
  return authenticate(directory, attempt)
}

async function findByNameOrAddress({ db }: Site, name: string): Promise<UserRow | null> {
  const user = name.includes('@') ? await findUserByEmail(db, name) : await findUserByName(db, name)
  return user ?? null
}

/** As the host spells it, domain and all, for whoever is to let him in. */
function nameFromHost({ environment }: Attempt): string {
  return environment?.get('REMOTE_USER') ?? ''
}
