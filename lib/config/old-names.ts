import type { Entry } from './ini-text.ts'

/** What a reader of old files does with a key: reads it as another one, or says that it has no effect. */
type Old = { readonly today: string } | { readonly why: string }

const container = (header: string) =>
  `it has no effect: enable the container plugin at Admin, Authentication, and give it the header ${header}`

const names: Readonly<Record<string, Old>> = {
  'sqlalchemy.db1.url': { today: 'sqlalchemy.url' },
  'sqlalchemy.db1.echo': { today: 'sqlalchemy.echo' },
  'sqlalchemy.db1.pool_recycle': { today: 'sqlalchemy.pool_recycle' },
  lang: { today: 'i18n.lang' },
  container_auth_enabled: { why: container('REMOTE_USER') },
  proxypass_auth_enabled: { why: container('HTTP_X_FORWARDED_USER') },
  api_access_controllers_whitelist: { why: 'it has no effect any more: API keys work on every page' },
  lock_ret_code: { why: 'it has no effect any more: there are no locks' },
  debug: { why: 'it has no effect: there is never a debugger' },
  pdebug: { why: 'it has no effect: there is never a debugger' },
  'sqlalchemy.db1.convert_unicode': { why: gone() },
  'sqlalchemy.convert_unicode': { why: gone() },
  error_message: { why: gone() },
  initial_repo_scan: { why: gone() },
  vcs_full_cache: { why: gone() },
}

const families: readonly (readonly [RegExp, Old])[] = [
  [/^(?:errormator|appenlight|sentry)(?:\.|$)/, { why: 'it has no effect: what breaks stands in the log' }],
]

function gone(): string {
  return 'it has no effect any more'
}

/** Keys of which this is the only good news: a switch that is off needs no sentence. */
const silentWhenOff = ['debug', 'pdebug', 'container_auth_enabled', 'proxypass_auth_enabled']

/**
 * The entries under the names of today. A new name wins over an old one; what has no effect any more is left out, and
 * said.
 */
export function renameOld(entries: ReadonlyMap<string, Entry>): {
  readonly entries: ReadonlyMap<string, Entry>
  readonly notes: readonly string[]
} {
  const renamed = new Map<string, Entry>()
  const notes: string[] = []
  for (const [key, entry] of entries) {
    const old = oldOf(key)
    if (!old) renamed.set(key, entry)
    else if ('today' in old) {
      if (!entries.has(old.today)) renamed.set(old.today, entry)
    } else if (!(silentWhenOff.includes(key) && isOff(entry.value))) {
      notes.push(`[${entry.section}] ${key} (line ${entry.line}): ${old.why}`)
    }
  }
  return { entries: renamed, notes }
}

function oldOf(key: string): Old | undefined {
  if (key.startsWith('beaker.session.')) return { today: key.slice('beaker.'.length) }
  return Object.hasOwn(names, key) ? names[key] : families.find(([pattern]) => pattern.test(key))?.[1]
}

function isOff(value: string): boolean {
  return /^(?:|false|no|off|n|f|0)$/i.test(value)
}

/** Settings of the database that stand in a file: they count while the database has no row for them. */
export function readFallbacks(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const name of databaseSettings) {
    const value = entries.get(name)?.value
    if (value !== undefined) found.set(name, value)
  }
  const gravatar = entries.get('alternative_gravatar_url')?.value
  const clone = entries.get('clone_uri')?.value
  if (gravatar && !found.has('gravatar_url')) found.set('gravatar_url', gravatar)
  if (clone && !found.has('clone_uri_tmpl')) found.set('clone_uri_tmpl', cloneTemplate(clone))
  return found
}

/** `{pass}` was the password or nothing, `{path}` the address below the host. */
function cloneTemplate(old: string): string {
  return old.replaceAll('{user}{pass}', '{user}@').replaceAll('{pass}', '').replaceAll('{path}', '/{repo}')
}

export const databaseSettings: readonly string[] = [
  'title',
  'realm',
  'ga_code',
  'captcha_public_key',
  'captcha_private_key',
  'clone_uri_tmpl',
  'clone_ssh_tmpl',
  'dashboard_items',
  'admin_grid_items',
  'show_public_icon',
  'show_private_icon',
  'show_version',
  'stylify_metalabels',
  'repository_fields',
  'use_gravatar',
  'gravatar_url',
  'default_repo_enable_downloads',
  'default_repo_enable_statistics',
  'default_repo_private',
  'default_repo_type',
]
