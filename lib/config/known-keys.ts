import { databaseSettings } from './old-names.ts'
import { mailSettings } from './mail-settings.ts'
import { sessionSettings } from './session-settings.ts'
import type { Setting } from './setting.ts'
import { settings } from './settings.ts'
import { sshSettings } from './ssh-settings.ts'

/** All settings of all tables. */
export const allSettings: readonly Setting[] = [settings, sessionSettings, mailSettings, sshSettings].flatMap(table =>
  Object.values<Setting>(table),
)

/** Switches of Kallithea's that mean nothing here, but must be switches. */
export const idleSwitches: readonly string[] = [
  'full_stack',
  'static_files',
  'use_celery',
  'use_wsgi_wrapper',
  'errorpage.enabled',
  'trace_errors.enable',
]

const known = new Set([
  ...allSettings.map(({ key }) => key),
  ...databaseSettings,
  ...idleSwitches,
  'use',
  'filter-with',
  'instance_id',
  'git_hook_interpreter',
  'next_iteration_rev_limit',
  'clone_uri',
  'alternative_gravatar_url',
])

const knownFamilies = [
  /^(?:beaker|broker|celery|celeryd|logview|session|sqlalchemy|trace_errors)\./,
  /^issue_(?:pat|server_link|sub|prefix)/,
  /^auth_/,
]

/** Whether the key means something to Kallithea. */
export function isKnownKey(key: string): boolean {
  return known.has(key) || knownFamilies.some(family => family.test(key))
}

const knownSections = /^(?:DEFAULT|uwsgi|alembic|loggers|handlers|formatters|(?:logger|handler|formatter)_.*)$|:/

/** Sections with a colon belong to Paste, or to one command of Kallithea's. */
export function isKnownSection(name: string): boolean {
  return knownSections.test(name)
}
