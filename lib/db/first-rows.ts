import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { makeKey } from './api-keys.ts'
import { type Database, transaction } from './database.ts'
import { permissionNames } from './permission-names.ts'
import { setUserGlobals } from './permissions.ts'
import { insertUser } from './users.ts'

export interface FirstRows {
  /** The folder of the repositories, absolute. */
  readonly root: string
  readonly admin: { readonly username: string; readonly passwordHash: string; readonly email: string }
  /** Whether somebody who did not sign on may look around. */
  readonly publicAccess: boolean
  readonly now: Date
}

/** Fills a database that was just made with what a new site of Kallithea's starts with. */
export async function createFirstRows(db: Database, rows: FirstRows): Promise<void> {
  await transaction(db, async tx => {
    await tx.insertInto('ui').values(firstUi(rows.root)).execute()
    await tx.insertInto('settings').values(firstSettings).execute()
    const permissions = permissionNames.map(name => ({ permission_name: name }))
    await tx.insertInto('permissions').values(permissions).execute()
    const { id } = await insertUsers(tx, rows)
    await setUserGlobals(tx, id, firstGlobals)
  })
}

/** Answers the default user, who stands for everybody. */
async function insertUsers(db: Database, { admin, publicAccess, now }: FirstRows) {
  const everybody = await insertUser(db, {
    username: 'default',
    password: hashOfNothing(),
    active: publicAccess,
    admin: false,
    firstName: 'Anonymous',
    lastName: 'User',
    email: 'anonymous@kallithea-scm.org',
    apiKey: makeKey(),
    createdOn: now,
  })
  await insertUser(db, {
    username: admin.username,
    password: admin.passwordHash,
    active: true,
    admin: true,
    firstName: 'Kallithea',
    lastName: 'Admin',
    email: admin.email,
    externType: 'internal',
    apiKey: makeKey(),
    createdOn: now,
  })
  return everybody
}

function firstUi(root: string) {
  const largefiles = path.join(root, '.cache', 'largefiles')
  return [
    { ui_section: 'paths', ui_key: '/', ui_value: root, ui_active: true },
    { ui_section: 'hooks', ui_key: 'changegroup.kallithea_update', ui_value: 'python:', ui_active: false },
    { ui_section: 'hooks', ui_key: 'changegroup.kallithea_repo_size', ui_value: 'python:', ui_active: true },
    { ui_section: 'extensions', ui_key: 'largefiles', ui_value: '', ui_active: true },
    { ui_section: 'largefiles', ui_key: 'usercache', ui_value: largefiles, ui_active: true },
    { ui_section: 'extensions', ui_key: 'hggit', ui_value: '', ui_active: false },
  ]
}

function setting(name: string, type: string, value: string) {
  return { app_settings_name: name, app_settings_value: value, app_settings_type: type }
}

const firstSettings = [
  setting('realm', 'unicode', 'Kallithea'),
  setting('title', 'unicode', ''),
  setting('ga_code', 'unicode', ''),
  setting('show_public_icon', 'bool', 'True'),
  setting('show_private_icon', 'bool', 'True'),
  setting('stylify_metalabels', 'bool', 'False'),
  setting('dashboard_items', 'int', '100'),
  setting('admin_grid_items', 'int', '25'),
  setting('show_version', 'bool', 'True'),
  setting('use_gravatar', 'bool', 'True'),
  setting('gravatar_url', 'unicode', 'https://secure.gravatar.com/avatar/{md5email}?d=identicon&s={size}'),
  setting('clone_uri_tmpl', 'unicode', '{scheme}://{user}@{netloc}/{repo}'),
  setting('clone_ssh_tmpl', 'unicode', 'ssh://{system_user}@{hostname}/{repo}'),
  setting('auth_plugins', 'list', 'kallithea.lib.auth_modules.auth_internal'),
  setting('auth_internal_enabled', 'bool', 'True'),
  setting('default_repo_enable_downloads', 'bool', 'False'),
  setting('default_repo_enable_statistics', 'bool', 'False'),
  setting('default_repo_private', 'bool', 'False'),
  setting('default_repo_type', 'unicode', 'hg'),
]

const firstGlobals = [
  'repository.read',
  'group.read',
  'usergroup.read',
  'hg.create.repository',
  'hg.fork.repository',
  'hg.register.manual_activate',
  'hg.extern_activate.auto',
]

/** Looks like a bcrypt hash, and is of no password that anybody knows. */
function hashOfNothing(): string {
  return `$2b$10$${bcryptText(16)}${bcryptText(23)}`
}

/** bcrypt's own order of base64. */
function bcryptText(length: number): string {
  const usual = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const own = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const text = randomBytes(length).toString('base64').replaceAll('=', '')
  return text.replace(/./g, letter => own[usual.indexOf(letter)] ?? '')
}
