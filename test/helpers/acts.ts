import { DatabaseSync } from 'node:sqlite'
import { type RowChange, readRows, rowChanges } from './row-changes.ts'
import type { Answer } from './web.ts'

/** Something that a person of the golden instance does. `{user ann}` and the like stand for what the database says. */
export interface Act {
  readonly who: string
  readonly path: string
  /** What is sent; a page is only asked for where there is none. */
  readonly form?: Readonly<Record<string, string>>
}

const password = (who: string, secret = `${who}-secret`) => ({ username: who, password: secret })
const profile = { username: 'bob', firstname: 'Robert', lastname: 'Baker', email: 'robert@example.com' }
const newcomer = {
  username: 'newcomer',
  password: 'newcomer-secret',
  password_confirmation: 'newcomer-secret',
  firstname: 'Nea',
  lastname: 'Comer',
  email: 'nea@example.com',
  active: 'True',
  extern_type: 'internal',
  extern_name: '',
}

const sshKeys = {
  ann: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKVTmiAeLCBFGXEj3FfLR5PcrQVk43qfaCAkiPFrs0K6 act1@example.com',
  newcomer: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF1TkKRZJHFTgbRi0UMOB5XkleCvZ0+r6s/VdCdPfyJ+ act2@example.com',
}

/** A day, in its order: who comes in, what they do to what is theirs, and what an administrator does to others. */
export const acts: Readonly<Record<string, Act>> = {
  'ann signs on': { who: 'ann', path: '/_admin/login', form: password('ann') },
  'bob signs on and stays': { who: 'bob', path: '/_admin/login', form: { ...password('bob'), remember: 'True' } },
  'heidi mistypes her password': { who: 'heidi', path: '/_admin/login', form: password('heidi', 'heidi-wrong') },
  'henry, who still waits, tries': { who: 'henry', path: '/_admin/login', form: password('henry') },
  'admin signs on': { who: 'admin', path: '/_admin/login', form: password('admin') },
  'frank is signed on by the host': { who: 'CORP\\frank', path: '/_admin/my_account' },
  'somebody new is signed on by the host': { who: 'CORP\\newton', path: '/_admin/my_account' },
  'somebody who may not is signed on by the host': { who: 'CORP\\dave', path: '/_admin/my_account' },
  'ann follows a repository': {
    who: 'ann',
    path: '/_admin/toggle_following',
    form: { follows_repository_id: '{repository projects/library}' },
  },
  'ann no longer follows a repository': {
    who: 'ann',
    path: '/_admin/toggle_following',
    form: { follows_repository_id: '{repository projects/app}' },
  },
  'ann follows bob': { who: 'ann', path: '/_admin/toggle_following', form: { follows_user_id: '{user bob}' } },
  'bob has another name and address': { who: 'bob', path: '/_admin/my_account', form: profile },
  'bob adds an address': { who: 'bob', path: '/_admin/my_account/emails', form: { new_email: 'Bobby@Example.com' } },
  'bob removes an address': {
    who: 'bob',
    path: '/_admin/my_account/emails/delete',
    form: { del_email_id: '{email bob@work.example.com}' },
  },
  'ann makes a key that stays': {
    who: 'ann',
    path: '/_admin/my_account/api_keys',
    form: { lifetime: '-1', description: 'new server' },
  },
  'ann makes a key for an hour': {
    who: 'ann',
    path: '/_admin/my_account/api_keys',
    form: { lifetime: '60', description: 'for an hour' },
  },
  'ann removes a key': {
    who: 'ann',
    path: '/_admin/my_account/api_keys/delete',
    form: { del_api_key: '{key of ann}' },
  },
  'ann has her first key made anew': {
    who: 'ann',
    path: '/_admin/my_account/api_keys/delete',
    form: { del_api_key: '{first key of ann}', del_api_key_builtin: '1' },
  },
  'ann adds an SSH key': {
    who: 'ann',
    path: '/_admin/my_account/ssh_keys',
    form: { description: '', public_key: sshKeys.ann },
  },
  'ann removes an SSH key': {
    who: 'ann',
    path: '/_admin/my_account/ssh_keys/delete',
    form: { del_public_key_fingerprint: '{SSH key of ann}' },
  },
  'ann has another password': {
    who: 'ann',
    path: '/_admin/my_account/password',
    form: { current_password: 'ann-secret', new_password: 'ann-other', new_password_confirmation: 'ann-other' },
  },
  'a stranger downloads a repository': { who: '', path: '/projects/library/archive/tip.zip' },
  'bob downloads a commit': { who: 'bob', path: '/projects/web/site/archive/default.tar.gz' },
  'bob reads': { who: 'bob', path: '/projects/web/site' },
  'the administrator makes an account': { who: 'admin', path: '/_admin/users/new', form: newcomer },
  'the administrator corrects an account': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}',
    form: { ...newcomer, lastname: 'Corner', new_password: '', password_confirmation: '', admin: 'True' },
  },
  'the administrator shuts an account': {
    who: 'admin',
    path: '/_admin/users/{user lone}',
    form: {
      username: 'lone',
      firstname: 'Lone',
      lastname: 'Ranger',
      email: 'lone@example.com',
      new_password: 'lone-other',
      password_confirmation: 'lone-other',
      extern_type: 'internal',
      extern_name: '',
    },
  },
  'the administrator lets somebody make repositories': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/edit/permissions',
    form: { create_repo_perm: 'True', fork_repo_perm: 'True' },
  },
  'the administrator adds an address to an account': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/edit/emails',
    form: { new_email: 'second@example.com' },
  },
  'the administrator makes a key for an account': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/edit/api_keys',
    form: { lifetime: '-1', description: 'by the administrator' },
  },
  'the administrator adds an SSH key to an account': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/edit/ssh_keys',
    form: { description: 'at work', public_key: sshKeys.newcomer },
  },
  'the administrator says from where somebody comes': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/edit/ips',
    form: { new_ip: '10.0.0.0/8' },
  },
  'the administrator says that somebody comes from one place': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/edit/ips',
    form: { new_ip: '192.0.2.7' },
  },
  'the administrator lets somebody come from elsewhere': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/edit/ips/delete',
    form: { del_ip_id: '{place 10.0.0.0/8}' },
  },
  'the administrator changes what everybody may': {
    who: 'admin',
    path: '/_admin/permissions',
    form: {
      anonymous: 'True',
      default_repo_perm: 'repository.read',
      default_group_perm: 'group.read',
      default_user_group_perm: 'usergroup.read',
      default_repo_create: 'hg.create.none',
      default_user_group_create: 'hg.usergroup.create.false',
      default_fork: 'hg.fork.none',
      default_register: 'hg.register.none',
      default_extern_activate: 'hg.extern_activate.manual',
    },
  },
  'the administrator says from where everybody comes': {
    who: 'admin',
    path: '/_admin/users/{user default}/edit/ips',
    form: { new_ip: '127.0.0.0/8', default_user: '1' },
  },
  'the administrator changes how people sign on': {
    who: 'admin',
    path: '/_admin/auth',
    form: {
      auth_plugins: ['internal', 'container'].map(name => `kallithea.lib.auth_modules.auth_${name}`).join(','),
      auth_internal_enabled: 'True',
      auth_container_enabled: 'True',
      auth_container_header: 'REMOTE_USER',
      auth_container_email_header: '',
      auth_container_firstname_header: 'HTTP_X_FIRST_NAME',
      auth_container_lastname_header: '',
      auth_container_fallback_header: '',
      auth_container_clean_username: 'True',
    },
  },
  'the administrator removes an account': {
    who: 'admin',
    path: '/_admin/users/{user newcomer}/delete',
    form: { confirm: 'newcomer' },
  },
  'ann signs out': { who: 'ann', path: '/_admin/logout', form: {} },
}

/** A browser of one person. */
export interface Browser {
  ask(path: string): Promise<Answer>
  send(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>
}

/** Has all of it done, each by the browser of who does it; what that did to the tables in `file`, act by act. */
export async function doAll(
  file: string,
  browserOf: (who: string) => Browser,
): Promise<Readonly<Record<string, readonly RowChange[]>>> {
  const browsers = new Map<string, Browser>()
  const changes: Record<string, readonly RowChange[]> = {}
  for (const [name, { who, path, form }] of Object.entries(acts)) {
    const browser = browsers.get(who) ?? browserOf(who)
    browsers.set(who, browser)
    const before = readRows(file)
    const fields = Object.entries(form ?? {}).map(([field, value]) => [field, filled(file, value)])
    const answer = await (form ? browser.send(filled(file, path), Object.fromEntries(fields)) : browser.ask(path))
    if (answer.status >= 500) throw new Error(`${name}: ${answer.status}`)
    changes[name] = rowChanges(before, readRows(file))
  }
  return changes
}

const questions: Readonly<Record<string, string>> = {
  user: 'select user_id from users where username = ?',
  repository: 'select repo_id from repositories where repo_name = ?',
  email: 'select email_id from user_email_map where email = ?',
  place: 'select ip_id from user_ip_map where ip_addr = ?',
  'key of': 'select k.api_key from user_api_keys k join users u on u.user_id = k.user_id where u.username = ? limit 1',
  'SSH key of':
    'select k.fingerprint from user_ssh_keys k join users u on u.user_id = k.user_id where u.username = ? limit 1',
  'first key of': 'select api_key from users where username = ?',
}

function filled(file: string, text: string): string {
  return text.replace(/\{([A-Za-z ]+) ([^ }]+)\}/g, (_, what: string, name: string) => {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 60_000 })
    const row = database.prepare(questions[what] ?? '').get(name)
    database.close()
    if (!row) throw new Error(`there is no ${what} ${name}`)
    return String(Object.values(row)[0])
  })
}
