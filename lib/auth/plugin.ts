import type { UserRow } from '#db/users.ts'

/** One way to tell who somebody is. */
export interface AuthPlugin {
  /** Kallithea's short name; accounts it made carry it in `extern_type`. */
  readonly name: string
  /** Whether accounts come from outside: made at the first sign-on and brought up to date at each. */
  readonly external: boolean
  /** Whether it answers to a password, and so takes time. */
  readonly checksPassword: boolean
  /** Besides `enabled`, which each has. */
  readonly settings: readonly PluginSetting[]
  /** The name as the outside says it, domain and all; '' where a plugin knows no domains. */
  fullNameIn(attempt: Attempt, values: PluginValues): string
  /** False for somebody of a domain that may not sign on at all. */
  mayEnter(fullName: string, values: PluginValues): boolean
  /** The name whose account is looked for, or ''. */
  nameIn(attempt: Attempt, values: PluginValues): string
  /** Whether somebody without a matching account may be asked about. */
  readonly knowsStrangers: boolean
  confirm(attempt: Attempt, user: UserRow | null, values: PluginValues): Promise<Confirmed | null>
  /** Which fields of its accounts are not ours to change. */
  managedFields(values: PluginValues): readonly ManagedField[]
}

export type ManagedField = 'username' | 'firstname' | 'lastname' | 'email' | 'password'

/** One row `auth_<plugin>_<key>`, and its field in the form. */
export interface PluginSetting {
  readonly key: string
  readonly kind: 'text' | 'bool'
  readonly label: string
  /** One sentence for whoever fills in the form. */
  readonly help: string
  /** What the form offers before the row exists. It has no effect until it is saved. */
  readonly initial: string
  readonly required?: true
  /** Not one of Kallithea's: a form that knows none of ours leaves them as they are. */
  readonly isOurs?: true
  /** A sentence about a value that cannot be kept. */
  mistakeIn?(value: string): string | null
}

/** What the rows say, by key; null where there is no row. */
export type PluginValues = Readonly<Record<string, string | null>>

/** What somebody shows to be let in. */
export interface Attempt {
  readonly username: string
  readonly password: string
  /** The WSGI environment of the request; null where only name and password count, as in the form. */
  readonly environment: ReadonlyMap<string, string> | null
}

/** Who it is, as a plugin found out. */
export interface Confirmed {
  readonly username: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  /** Names of user groups that the plugin manages. */
  readonly groups: readonly string[]
  readonly externName: string
  /** As the outside says it, domain and all; '' where a plugin knows no domains. */
  readonly fullName: string
  readonly admin: boolean
}

/** Python's reading of a switch; what it would not understand is off. */
export function isOn(value: string | null | undefined): boolean {
  return ['true', 'yes', 'on', 'y', 't', '1'].includes((value ?? '').trim().toLowerCase())
}
