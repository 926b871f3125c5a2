import { bytes, flag, integer, key, moment, optional, string, text, to, type Table } from '../table.ts'

/** Repositories, who watches them, what was done with them, and gists. */
export const repositories = {
  repositories: {
    columns: {
      repo_id: key,
      repo_name: string(255),
      repo_state: string(255),
      clone_uri: optional(string(255)),
      repo_type: string(255),
      user_id: to('users'),
      private: flag,
      statistics: flag,
      downloads: flag,
      description: string(10000),
      created_on: moment,
      updated_on: moment,
      landing_revision: string(255),
      changeset_cache: optional(bytes),
      fork_id: optional(to('repositories')),
      group_id: optional(to('groups')),
    },
    unique: [['repo_name']],
    indexes: {
      r_repo_name_idx: ['repo_name'],
    },
  },
  user_logs: {
    columns: {
      user_log_id: key,
      user_id: optional(to('users')),
      username: string(255),
      repository_id: optional(to('repositories')),
      repository_name: string(255),
      user_ip: optional(string(255)),
      action: text,
      action_date: moment,
    },
  },
  repositories_fields: {
    columns: {
      repo_field_id: key,
      repository_id: to('repositories'),
      field_key: string(250),
      field_label: string(1024),
      field_value: string(10000),
      field_desc: string(1024),
      field_type: string(255),
      created_on: moment,
    },
    unique: [['repository_id', 'field_key']],
  },
  statistics: {
    columns: {
      stat_id: key,
      repository_id: to('repositories'),
      stat_on_revision: integer,
      commit_activity: bytes,
      commit_activity_combined: bytes,
      languages: bytes,
    },
    unique: [['repository_id']],
  },
  user_followings: {
    columns: {
      user_following_id: key,
      user_id: to('users'),
      follows_repository_id: optional(to('repositories')),
      follows_user_id: optional(to('users')),
      follows_from: moment,
    },
    unique: [
      { name: 'uq_user_followings_user_repo', columns: ['user_id', 'follows_repository_id'] },
      { name: 'uq_user_followings_user_user', columns: ['user_id', 'follows_user_id'] },
    ],
  },
} satisfies Readonly<Record<string, Table>>
