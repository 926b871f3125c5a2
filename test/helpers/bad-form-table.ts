import type { BadKind } from './bad-values.ts'

/**
 * What becomes of a bad value in a field. saved: it is kept as it was sent. shown again: the form comes back with all
 * that was typed and with what is wrong, and nothing is saved. ignored: it counts as not sent. A number refuses all.
 */
export type FieldFate = 'saved' | 'shown again' | 'ignored' | number

export type FieldFates = Readonly<Partial<Record<BadKind, FieldFate>> & { readonly else: FieldFate }>

/** What is sent in the fields of an action, and what becomes of a bad value in each. */
export interface FormRow {
  /** `{number}` is another each time; `{waiting}` and the like are what the site of the test has. */
  readonly good: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, FieldFates>>
}

const noText = { NUL: 422, 'no UTF-8': 422 } as const

function always(fate: FieldFate): FieldFates {
  return { ...noText, else: fate }
}

/** What is typed or chosen must be right. */
const checked = always('shown again')
/** A box or a button says yes by certain words alone. */
const pressed = always('ignored')
const optional: FieldFates = { ...checked, empty: 'ignored' }
/** A line that may say anything, and may be left out. */
const line: FieldFates = { ...always('saved'), control: 'shown again', long: 'shown again', empty: 'ignored' }
const username: FieldFates = { ...checked, unknown: 'saved', huge: 'saved' }

const facts = { username: 'joe', firstname: 'Joe', lastname: 'Doe', email: 'joe@example.com' }
const container: FormRow['fields'] = {
  auth_container_header: { ...line, empty: 'shown again' },
  auth_container_email_header: line,
  auth_container_firstname_header: line,
  auth_container_lastname_header: line,
  auth_container_fallback_header: line,
  auth_container_clean_username: pressed,
  auth_container_domains: { ...optional, unknown: 'saved', negative: 'saved', huge: 'saved' },
  auth_container_domain_names: { ...optional, option: 'saved' },
  auth_container_ask_administrator: pressed,
}

export const badFormTable: Readonly<Record<string, FormRow>> = {
  'POST /_admin/login': {
    good: { username: 'admin', password: 'admin-secret' },
    fields: { username: checked, password: checked, remember: pressed },
  },
  'POST /_admin/logout': { good: {}, fields: {} },
  'POST /-/iis/addresses': {
    good: { seen: '[{"name":"plain.txt","status":200,"text":""}]' },
    fields: { seen: always(422) },
  },
  'POST /-/look': { good: {}, fields: { theme: pressed, density: pressed, wrap: pressed, keys: pressed } },
  'POST /_admin/toggle_following': {
    good: { follows_repository_id: '{repositoryId}' },
    fields: { follows_repository_id: always(400), follows_user_id: pressed, came_from: pressed },
  },
  'POST /_admin/my_account': {
    good: { username: 'admin', firstname: 'A', lastname: 'B', email: 'admin@example.com' },
    fields: { username, firstname: line, lastname: line, email: optional },
  },
  'POST /_admin/my_account/emails': { good: {}, fields: { new_email: checked } },
  'POST /_admin/my_account/emails/delete': { good: {}, fields: { del_email_id: always(404) } },
  'POST /_admin/my_account/api_keys': {
    good: { description: 'build {number}', lifetime: '60' },
    fields: { description: line, lifetime: checked },
  },
  'POST /_admin/my_account/api_keys/delete': {
    good: {},
    fields: { del_api_key: always(404), del_api_key_builtin: always(404) },
  },
  'POST /_admin/my_account/ssh_keys': {
    good: { description: 'd', public_key: 'none' },
    fields: { description: checked, public_key: checked },
  },
  'POST /_admin/my_account/ssh_keys/delete': { good: {}, fields: { del_public_key_fingerprint: always(404) } },
  'POST /_admin/my_account/password': {
    good: { current_password: 'admin-secret', new_password: 'short', new_password_confirmation: 'short' },
    fields: { current_password: checked, new_password: checked, new_password_confirmation: checked },
  },
  'POST /_admin/auth': {
    good: { auth_plugins: 'internal,container', auth_internal_enabled: 'True', auth_container_header: 'REMOTE_USER' },
    fields: {
      auth_internal_enabled: pressed,
      auth_container_enabled: pressed,
      auth_plugins: { ...checked, empty: 'ignored' },
      ...container,
      up: pressed,
      down: pressed,
    },
  },
  'POST /_admin/auth/activate': {
    good: { user_id: '{waiting}', name: 'CORP\\waiting', as: 'user' },
    fields: { user_id: always(409), name: always(409), as: always(422) },
  },
  'POST /_admin/auth/names': {
    good: { user_id: '{named}', name: 'EAST\\named', word: 'never' },
    fields: { user_id: always(409), name: always(409), word: always(422) },
  },
  'POST /_admin/permissions': {
    good: {
      anonymous: 'True',
      default_repo_perm: 'repository.read',
      default_group_perm: 'group.read',
      default_user_group_perm: 'usergroup.read',
      default_repo_create: 'hg.create.repository',
      default_user_group_create: 'hg.usergroup.create.false',
      default_fork: 'hg.fork.repository',
      default_register: 'hg.register.none',
      default_extern_activate: 'hg.extern_activate.auto',
    },
    fields: {
      anonymous: pressed,
      default_repo_perm: checked,
      overwrite_default_repo: pressed,
      default_group_perm: checked,
      overwrite_default_group: pressed,
      default_user_group_perm: checked,
      overwrite_default_user_group: pressed,
      default_repo_create: checked,
      default_user_group_create: checked,
      default_fork: checked,
      default_register: checked,
      default_extern_activate: checked,
    },
  },
  'POST /_admin/users/new': {
    good: { ...facts, password: 'short', password_confirmation: 'short', active: 'True' },
    fields: {
      username: checked,
      firstname: checked,
      lastname: checked,
      email: checked,
      password: checked,
      password_confirmation: checked,
      active: checked,
    },
  },
  'POST /_admin/users/:id': {
    good: { ...facts, new_password: '', password_confirmation: '', active: 'True' },
    fields: {
      username,
      firstname: line,
      lastname: line,
      email: optional,
      new_password: optional,
      password_confirmation: optional,
      active: pressed,
      admin: pressed,
    },
  },
  'POST /_admin/users/:id/delete': { good: {}, fields: { confirm: checked } },
  'POST /_admin/users/:id/edit/permissions': {
    good: {},
    fields: { create_repo_perm: pressed, create_user_group_perm: pressed, fork_repo_perm: pressed },
  },
  'POST /_admin/users/:id/edit/emails': { good: {}, fields: { new_email: checked } },
  'POST /_admin/users/:id/edit/emails/delete': { good: {}, fields: { del_email_id: always(404) } },
  'POST /_admin/users/:id/edit/api_keys': {
    good: { description: 'build {number}', lifetime: '60' },
    fields: { description: line, lifetime: checked },
  },
  'POST /_admin/users/:id/edit/api_keys/delete': {
    good: {},
    fields: { del_api_key: always(404), del_api_key_builtin: always(404) },
  },
  'POST /_admin/users/:id/edit/ssh_keys': {
    good: { description: 'd', public_key: 'none' },
    fields: { description: checked, public_key: checked },
  },
  'POST /_admin/users/:id/edit/ssh_keys/delete': { good: {}, fields: { del_public_key_fingerprint: always(404) } },
  'POST /_admin/users/:id/edit/ips': {
    good: { new_ip: '2001:db8:{number}::/48' },
    fields: { new_ip: checked, even_if_locked_out: pressed, default_user: pressed },
  },
  'POST /_admin/users/:id/edit/ips/delete': {
    good: {},
    fields: { del_ip_id: always(404), even_if_locked_out: always(404), default_user: always(404) },
  },
}
