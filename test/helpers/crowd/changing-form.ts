import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import type { Client } from '../web.ts'
import type { Asking } from './asking.ts'
import type { Deed } from './deed.ts'

type Fields = Readonly<Record<string, string>>

interface Form {
  readonly path: string
  readonly fields: (version: number) => Fields
  /** What the database says of the fields of this name, in the words of the form. */
  readonly read: (db: DatabaseSync) => Fields
}

/** Administrators save one form over and over, at the same time, and each time with other values in all of it. */
export function changingForm(asking: Asking, admins: readonly Client[], { path, fields, read }: Form): Deed {
  let last = 0
  let possible: readonly number[] = []
  let isKnown = false
  return {
    async again() {
      const versions = admins.map(() => ++last)
      const saving = admins.map((admin, place) =>
        asking.send(path, () => admin.send(path, fields(versions[place] ?? 0))),
      )
      const isSaved = (await Promise.all(saving)).includes(true)
      possible = isSaved ? versions : [...possible, ...versions] // what was not answered may be there, but all of it
      isKnown ||= isSaved
    },
    faults(db) {
      const found = read(db)
      if (!isKnown || possible.some(version => holds(found, fields(version)))) return []
      return [`${path} holds ${JSON.stringify(found)}, which is none of the versions ${possible.join()}`]
    },
  }
}

function holds(found: Fields, fields: Fields): boolean {
  return isDeepStrictEqual(found, Object.fromEntries(Object.keys(found).map(name => [name, fields[name]])))
}

const levels = ['none', 'read', 'write', 'admin']

export const permissionsForm: Form = {
  path: '/_admin/permissions',
  fields: version => ({
    anonymous: 'True',
    default_repo_perm: `repository.${levels[version % 4]}`,
    default_group_perm: `group.${levels[(version >> 2) % 4]}`,
    default_user_group_perm: `usergroup.${levels[(version >> 4) % 4]}`,
    default_repo_create: version % 2 ? 'hg.create.repository' : 'hg.create.none',
    default_user_group_create: `hg.usergroup.create.${version % 2 === 1}`,
    default_fork: version % 2 ? 'hg.fork.repository' : 'hg.fork.none',
    default_register: version % 2 ? 'hg.register.auto_activate' : 'hg.register.none',
    default_extern_activate: 'hg.extern_activate.auto',
  }),
  read(db) {
    const rows = db.prepare(`select permission_name as name from user_to_perm join permissions using (permission_id)
      join users using (user_id) where username = 'default' order by user_to_perm_id`)
    const names = Object.keys(permissionsForm.fields(0)).slice(1)
    return Object.fromEntries(rows.all().map(({ name }, place) => [names[place] ?? `row ${place}`, String(name)]))
  },
}

export const pluginsForm: Form = {
  path: '/_admin/auth',
  fields: version => ({
    auth_plugins: 'kallithea.lib.auth_modules.auth_internal,kallithea.lib.auth_modules.auth_container',
    auth_internal_enabled: 'True',
    auth_container_enabled: 'True',
    auth_container_header: 'REMOTE_USER',
    auth_container_email_header: `EMAIL_${version}`,
    auth_container_firstname_header: `FIRST_${version}`,
    auth_container_lastname_header: `LAST_${version}`,
    auth_container_fallback_header: `FALLBACK_${version}`,
    auth_container_clean_username: 'True',
    auth_container_domains: '',
    auth_container_domain_names: `CORP = corp${version}.example.com`,
  }),
  read(db) {
    const rows = db.prepare(`select app_settings_name as name, app_settings_value as value from settings
      where app_settings_name like 'auth_container_%_header' or app_settings_name = 'auth_container_domain_names'`)
    return Object.fromEntries(rows.all().map(({ name, value }) => [String(name), String(value)]))
  },
}
