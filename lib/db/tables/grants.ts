import { key, type Table, to } from '../table.ts'

const permission = to('permissions')

/** Who may do what: of users and of user groups, in general and on repositories, groups and user groups. */
export const grants = {
  user_to_perm: {
    columns: { user_to_perm_id: key, user_id: to('users'), permission_id: permission },
    unique: [['user_id', 'permission_id']],
  },
  users_group_to_perm: {
    columns: { users_group_to_perm_id: key, users_group_id: to('users_groups'), permission_id: permission },
    unique: [['users_group_id', 'permission_id']],
  },
  repo_to_perm: {
    columns: {
      repo_to_perm_id: key,
      user_id: to('users'),
      permission_id: permission,
      repository_id: to('repositories'),
    },
    unique: [['user_id', 'repository_id', 'permission_id']],
  },
  users_group_repo_to_perm: {
    columns: {
      users_group_to_perm_id: key,
      users_group_id: to('users_groups'),
      permission_id: permission,
      repository_id: to('repositories'),
    },
    unique: [['repository_id', 'users_group_id', 'permission_id']],
  },
  user_repo_group_to_perm: {
    columns: { group_to_perm_id: key, user_id: to('users'), group_id: to('groups'), permission_id: permission },
    unique: [['user_id', 'group_id', 'permission_id']],
  },
  users_group_repo_group_to_perm: {
    columns: {
      users_group_repo_group_to_perm_id: key,
      users_group_id: to('users_groups'),
      group_id: to('groups'),
      permission_id: permission,
    },
    unique: [['users_group_id', 'group_id']],
  },
  user_user_group_to_perm: {
    columns: {
      user_user_group_to_perm_id: key,
      user_id: to('users'),
      permission_id: permission,
      user_group_id: to('users_groups'),
    },
    unique: [['user_id', 'user_group_id', 'permission_id']],
  },
  /** `user_group_id` gets the permission on `target_user_group_id`. */
  user_group_user_group_to_perm: {
    columns: {
      user_group_user_group_to_perm_id: key,
      target_user_group_id: to('users_groups'),
      permission_id: permission,
      user_group_id: to('users_groups'),
    },
    unique: [['target_user_group_id', 'user_group_id', 'permission_id']],
  },
} satisfies Readonly<Record<string, Table>>
