import { transaction } from '#db/database.ts'
import { type DefaultGrants, overwriteGrants } from '#db/default-grants.ts'
import { setUserGlobals } from '#db/permissions.ts'
import { findDefaultUser, updateUser, type UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import { loadPermissions } from './permissions.ts'
import type { Site } from './site.ts'

/** One thing that everybody may or may not do, and what the rows call its answers. */
export interface DefaultPermission {
  /** Of the form field. */
  readonly name: string
  readonly label: string
  readonly help: string
  readonly choices: readonly { readonly permission: string; readonly label: string }[]
  /** What counts while no row says anything. */
  readonly initial: string
  /** Things of this kind have a row each besides, which can be set to the same. */
  readonly overwrites?: { readonly name: string; readonly kind: DefaultGrants; readonly label: string }
}

/** In the order of Kallithea's form, which is the order of the rows. */
export const defaultPermissions: readonly DefaultPermission[] = [
  {
    name: 'default_repo_perm',
    label: 'Repositories',
    help: 'What everybody may do with a repository that is made from now on and is not private.',
    choices: levels('repository'),
    initial: 'repository.read',
    overwrites: {
      name: 'overwrite_default_repo',
      kind: 'repository',
      label: 'Set this on every repository there is, but for private ones',
    },
  },
  {
    name: 'default_group_perm',
    label: 'Repository groups',
    help: 'What everybody may do with a new group of repositories.',
    choices: levels('group'),
    initial: 'group.read',
    overwrites: { name: 'overwrite_default_group', kind: 'group', label: 'Set this on every group there is' },
  },
  {
    name: 'default_user_group_perm',
    label: 'User groups',
    help: 'What everybody may do with a new group of users.',
    choices: levels('usergroup'),
    initial: 'usergroup.read',
    overwrites: {
      name: 'overwrite_default_user_group',
      kind: 'userGroup',
      label: 'Set this on every user group there is',
    },
  },
  {
    name: 'default_repo_create',
    label: 'New repositories at the top level',
    help: 'Whether somebody who is no administrator may make repositories outside every group.',
    choices: disabledOrEnabled('hg.create.none', 'hg.create.repository'),
    initial: 'hg.create.none',
  },
  {
    name: 'default_user_group_create',
    label: 'New user groups',
    help: 'Whether somebody who is no administrator may make groups of users.',
    choices: disabledOrEnabled('hg.usergroup.create.false', 'hg.usergroup.create.true'),
    initial: 'hg.usergroup.create.false',
  },
  {
    name: 'default_fork',
    label: 'Forks',
    help: 'Whether somebody who is no administrator may fork what he may read.',
    choices: disabledOrEnabled('hg.fork.none', 'hg.fork.repository'),
    initial: 'hg.fork.none',
  },
  {
    name: 'default_register',
    label: 'Registration',
    help: 'Whether strangers may ask for an account.',
    choices: [
      { permission: 'hg.register.none', label: 'Disabled' },
      { permission: 'hg.register.manual_activate', label: 'Allowed, an administrator lets them in' },
      { permission: 'hg.register.auto_activate', label: 'Allowed, they are let in at once' },
    ],
    initial: 'hg.register.none',
  },
  {
    name: 'default_extern_activate',
    label: 'Accounts from outside',
    help: 'What happens when somebody comes for the first time whom Windows or another directory knows.',
    choices: [
      { permission: 'hg.extern_activate.manual', label: 'An administrator lets them in' },
      { permission: 'hg.extern_activate.auto', label: 'They are let in at once' },
    ],
    initial: 'hg.extern_activate.manual',
  },
]

function levels(kind: string): DefaultPermission['choices'] {
  return [
    { permission: `${kind}.none`, label: 'None' },
    { permission: `${kind}.read`, label: 'Read' },
    { permission: `${kind}.write`, label: 'Write' },
    { permission: `${kind}.admin`, label: 'Admin' },
  ]
}

function disabledOrEnabled(none: string, all: string): DefaultPermission['choices'] {
  return [
    { permission: none, label: 'Disabled' },
    { permission: all, label: 'Enabled' },
  ]
}

/** The account that stands for everybody. */
export async function getDefaultUser({ db }: Pick<Site, 'db'>): Promise<UserRow> {
  const user = await findDefaultUser(db)
  if (!user) throw new Problem('unavailable', 'the database has no default user')
  return user
}

/** What is in force, by the name of the field. */
export async function readDefaultPermissions(site: Pick<Site, 'db'>): Promise<ReadonlyMap<string, string>> {
  const { global } = await loadPermissions(site.db, null)
  return new Map(
    defaultPermissions.map(({ name, choices, initial }) => {
      const found = choices.find(({ permission }) => global.has(permission))
      return [name, found?.permission ?? initial]
    }),
  )
}

/** What everybody may do with a new thing of this kind, by the default user's global permissions. */
export function usualPermission(globals: readonly string[], kind: 'repository' | 'group' | 'usergroup'): string {
  return globals.find(name => name.startsWith(`${kind}.`)) ?? `${kind}.read`
}

export interface NewDefaults {
  /** Whether somebody who did not sign on may look around. */
  readonly anonymous: boolean
  /** Permissions by the name of the field, of every field. */
  readonly permissions: ReadonlyMap<string, string>
  /** Whose rows on what is there already are set too. */
  readonly overwrite: readonly DefaultGrants[]
}

/** Sentences by the name of the field; none when everything was saved, in place of all that the default user had. */
export async function saveDefaultPermissions(
  site: Pick<Site, 'db'>,
  { anonymous, permissions, overwrite }: NewDefaults,
): Promise<ReadonlyMap<string, string>> {
  const unknown = defaultPermissions.filter(
    ({ name, choices }) => !choices.some(({ permission }) => permission === permissions.get(name)),
  )
  if (unknown.length > 0) return new Map(unknown.map(({ name }) => [name, 'Choose one of these.']))
  const { id } = await getDefaultUser(site)
  await transaction(site.db, async tx => {
    await updateUser(tx, id, { active: anonymous })
    await setUserGlobals(
      tx,
      id,
      defaultPermissions.map(({ name, initial }) => permissions.get(name) ?? initial),
    )
    for (const { name, initial, overwrites } of defaultPermissions) {
      if (!overwrites || !overwrite.includes(overwrites.kind)) continue
      const permission = permissions.get(name) ?? initial
      await overwriteGrants(tx, { kind: overwrites.kind, userId: id, permission })
    }
  })
  return new Map()
}
