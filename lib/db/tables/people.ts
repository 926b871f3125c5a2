import { bytes, flag, float, key, moment, optional, string, type Table, text, to } from '../table.ts'

/** Settings, accounts and what belongs to them, groups of users, groups of repositories. */
export const people = {
  settings: {
    columns: {
      app_settings_id: key,
      app_settings_name: string(255),
      app_settings_value: string(4096),
      app_settings_type: optional(string(255)),
    },
    unique: [['app_settings_name']],
  },
  ui: {
    columns: {
      ui_id: key,
      ui_section: string(255),
      ui_key: string(255),
      ui_value: optional(string(255)),
      ui_active: flag,
    },
    unique: [['ui_section', 'ui_key']],
    indexes: { ui_ui_section_ui_key_idx: ['ui_section', 'ui_key'] },
  },
  users: {
    columns: {
      user_id: key,
      username: string(255),
      password: string(255),
      active: flag,
      admin: flag,
      firstname: string(255),
      lastname: string(255),
      email: optional(string(255)),
      last_login: optional(moment),
      extern_type: optional(string(255)),
      extern_name: optional(string(255)),
      api_key: string(255),
      created_on: moment,
      user_data: optional(bytes),
    },
    unique: [['username'], ['email']],
    indexes: { u_username_idx: ['username'], u_email_idx: ['email'] },
  },
  permissions: {
    columns: { permission_id: key, permission_name: string(255) },
    indexes: { p_perm_name_idx: ['permission_name'] },
  },
  user_api_keys: {
    columns: {
      user_api_key_id: key,
      user_id: to('users'),
      api_key: string(255),
      description: text,
      expires: float,
      created_on: moment,
    },
    unique: [['api_key']],
    indexes: { uak_api_key_idx: ['api_key'], uak_api_key_expires_idx: ['api_key', 'expires'] },
  },
  user_email_map: {
    columns: { email_id: key, user_id: to('users'), email: string(255) },
    unique: [['email']],
    indexes: { uem_email_idx: ['email'] },
  },
  user_ip_map: {
    columns: { ip_id: key, user_id: to('users'), ip_addr: string(255), active: flag },
    unique: [['user_id', 'ip_addr']],
  },
  user_ssh_keys: {
    columns: {
      user_ssh_key_id: key,
      user_id: to('users'),
      public_key: text,
      description: text,
      fingerprint: string(255),
      created_on: moment,
      last_seen: optional(moment),
    },
    unique: [['fingerprint']],
    indexes: { usk_fingerprint_idx: ['fingerprint'] },
  },
  users_groups: {
    columns: {
      users_group_id: key,
      users_group_name: string(255),
      user_group_description: optional(string(10000)),
      users_group_active: flag,
      user_id: to('users'),
      created_on: moment,
      group_data: optional(bytes),
    },
    unique: [['users_group_name']],
  },
  users_groups_members: {
    columns: { users_group_member_id: key, users_group_id: to('users_groups'), user_id: to('users') },
  },
  groups: {
    columns: {
      group_id: key,
      group_name: string(255),
      group_parent_id: optional(to('groups')),
      group_description: string(10000),
      user_id: to('users'),
      created_on: moment,
    },
    unique: [['group_name']],
  },
  gists: {
    columns: {
      gist_id: key,
      gist_access_id: string(250),
      gist_description: text,
      user_id: to('users'),
      gist_expires: float,
      gist_type: string(128),
      created_on: moment,
      modified_at: moment,
    },
    indexes: { g_gist_access_id_idx: ['gist_access_id'], g_created_on_idx: ['created_on'] },
  },
} satisfies Readonly<Record<string, Table>>
