import type { UserRow } from '#db/users.ts'
import { tracer } from '#trace/trace.ts'
import { pretendToCheck } from './password.ts'
import { type Attempt, type AuthPlugin, type Confirmed, isOn, type PluginSetting, type PluginValues } from './plugin.ts'
import { container } from './plugins/container.ts'
import { internal } from './plugins/internal.ts'

export type { Attempt, AuthPlugin, Confirmed, ManagedField, PluginSetting, PluginValues } from './plugin.ts'
export { type Domains, readDomains } from './full-name.ts'
export { isOn } from './plugin.ts'

const trace = tracer('auth:auth')

/** Kallithea's five, in its order. Without a plugin: the name is known and kept, but nobody is let in by it. */
export const knownPlugins: readonly KnownPlugin[] = [
  { name: 'internal', title: 'Internal', plugin: internal },
  { name: 'container', title: 'Container', plugin: container },
  { name: 'ldap', title: 'LDAP', plugin: null },
  { name: 'crowd', title: 'Crowd', plugin: null },
  { name: 'pam', title: 'PAM', plugin: null },
]

export interface KnownPlugin {
  readonly name: string
  readonly title: string
  readonly plugin: AuthPlugin | null
}

const enabled: PluginSetting = {
  key: 'enabled',
  kind: 'bool',
  label: 'Enabled',
  help: 'Listed and enabled: only both together let anybody in.',
  initial: '',
}

/** All settings of a plugin, in the order of the form. */
export function settingsOf(plugin: AuthPlugin): readonly PluginSetting[] {
  return [enabled, ...plugin.settings]
}

/**
 * The short names of the plugins in a list of modules, of any of Kallithea's relatives; what is not known is left out.
 */
export function namesOfModules(modules: readonly string[]): readonly string[] {
  const names = modules.map(nameOfModule)
  return names.filter(name => name !== null)
}

/** `rhodecode.lib.auth_modules.auth_ldap` → ldap; null for what is no plugin of Kallithea. */
export function nameOfModule(module: string): string | null {
  const name = /\.lib\.auth_modules\.auth_([a-z]+)$/.exec(module.trim())?.[1]
  return knownPlugins.some(known => known.name === name) ? (name ?? null) : null
}

export function moduleOf(name: string): string {
  return `kallithea.lib.auth_modules.auth_${name}`
}

/** What asking the plugins needs from the outside. */
export interface Directory {
  /** Short names, in the order in which they are asked. */
  readonly listed: readonly string[]
  values(plugin: AuthPlugin): PluginValues
  /** By e-mail address where the name has an @, else by user name; case does not count. */
  find(name: string): Promise<UserRow | null>
  /** Hears how each turn ended, for whoever explains it; decides nothing. */
  hear?(turn: Turn): void
}

/** How the turn of a listed plugin ended. */
export interface Turn {
  readonly plugin: string
  readonly end:
    | 'not available'
    | 'off'
    | 'other domain'
    | 'no account'
    | 'not active'
    | 'of another plugin'
    | 'does not know'
    | 'confirmed'
  /** As the outside says it, and what is left of it to look for; '' before it was asked for. */
  readonly fullName: string
  readonly wanted: string
  readonly user: UserRow | null
}

export interface Outcome {
  readonly confirmed: { readonly account: Confirmed; readonly plugin: AuthPlugin } | null
  /** An external account that was recognised but is not active, and the full name of who asked for it. */
  readonly waiting: { readonly user: UserRow; readonly fullName: string } | null
  /** The full name of somebody whose domain may not sign on. */
  readonly outsider: string | null
}

/** Asks the listed and enabled plugins in order; the first that knows who it is decides. */
export async function authenticate(directory: Directory, attempt: Attempt): Promise<Outcome> {
  let { username } = attempt
  let waiting: Outcome['waiting'] = null
  let outsider: string | null = null
  let took = attempt.password === ''
  for (const name of directory.listed) {
    const asked = { plugin: name, fullName: '', wanted: '', user: null }
    const end = (how: Turn['end'], more: Partial<Turn> = {}) => directory.hear?.({ ...asked, ...more, end: how })
    const plugin = knownPlugins.find(known => known.name === name)?.plugin
    if (!plugin) {
      end('not available')
      continue
    }
    const values = directory.values(plugin)
    if (!isOn(values['enabled'])) {
      end('off')
      continue
    }
    const fullName = plugin.fullNameIn(attempt, values)
    if (fullName !== '' && !plugin.mayEnter(fullName, values)) {
      outsider = fullName
      end('other domain', { fullName })
      continue
    }
    const wanted = plugin.nameIn({ ...attempt, username }, values)
    const user = wanted === '' ? null : await directory.find(wanted)
    if (user && !user.active && belongs(user, plugin) && plugin.external) waiting = { user, fullName }
    const hurdle = hurdleOf(user, plugin)
    if (hurdle) {
      end(hurdle, { fullName, wanted, user })
      continue
    }
    username = user?.username ?? username
    took ||= plugin.checksPassword
    const account = await plugin.confirm({ ...attempt, username }, user, values)
    trace('%s: %s', name, account ? 'confirmed' : 'does not know')
    end(account ? 'confirmed' : 'does not know', { fullName, wanted, user })
    if (account) return { confirmed: { account, plugin }, waiting: null, outsider: null }
  }
  if (!took) await pretendToCheck(attempt.password)
  return { confirmed: null, waiting, outsider }
}

/** Why a plugin is not asked about this account, or about nobody's. */
function hurdleOf(user: UserRow | null, plugin: AuthPlugin): 'no account' | 'not active' | 'of another plugin' | null {
  if (!user) return plugin.knowsStrangers ? null : 'no account'
  if (!belongs(user, plugin)) return 'of another plugin'
  return user.active ? null : 'not active'
}

/**
 * An account that another plugin made is none of its business; one without a mark is anybody's, but `default` is
 * nobody's.
 */
function belongs(user: UserRow, plugin: AuthPlugin): boolean {
  return user.username !== 'default' && (!user.externType || user.externType === plugin.name)
}
