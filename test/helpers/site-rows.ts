import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { hashSync } from 'bcryptjs'
import { knownPlugins, moduleOf, settingsOf } from '#auth/auth.ts'
import type { Database } from '#db/database.ts'
import { addIpRule } from '#db/ip-rules.ts'
import { grantOnGroup, grantOnRepository, listUserGlobals, setGroupGlobals, setUserGlobals } from '#db/permissions.ts'
import { findGroupByName, type GroupRow, insertGroup } from '#db/repository-groups.ts'
import { findRepositoryByName, insertRepository, type RepositoryRow } from '#db/repositories.ts'
import { saveSetting } from '#db/settings.ts'
import { addMember, findUserGroupByName, insertUserGroup } from '#db/user-groups.ts'
import { findUserByName, insertUser, type UserRow } from '#db/users.ts'
import { makeRepository } from './repositories.ts'
import type { Grants, GroupOptions, RepositoryOptions, SiteOptions, UserGroupOptions, UserOptions } from './site.ts'

/** Where the rows go, and when they are said to be made. */
interface Filling {
  readonly db: Database
  readonly root: string
  readonly now: Date
}

/** What the options ask for, as rows and as repositories on disk; the ids of the commits by repository. */
export async function fillSite(filling: Filling, options: SiteOptions): Promise<Record<string, readonly string[]>> {
  const { db } = filling
  await makeDefaults(filling, options)
  for (const [name, user] of Object.entries(options.users ?? {})) await makeUser(filling, name, user)
  for (const [name, group] of Object.entries(options.userGroups ?? {})) await makeUserGroup(filling, name, group)
  for (const [name, group] of Object.entries(options.groups ?? {})) {
    const { id } = await makeGroup(filling, name, group)
    await grantAll(db, group.grants, (to, level) =>
      grantOnGroup(db, { groupId: id, ...to, permission: `group.${level}` }),
    )
  }
  const commits: Record<string, readonly string[]> = {}
  for (const [name, repository] of Object.entries(options.repositories ?? {})) {
    commits[name] = await makeRepositoryRow(filling, name, repository)
  }
  return commits
}

async function makeDefaults({ db }: Filling, { globals = [], addresses = [], ...options }: SiteOptions): Promise<void> {
  const { id } = await getUser(db, 'default')
  const kindOf = (permission: string) => permission.slice(0, permission.lastIndexOf('.'))
  const replaced = new Set(globals.map(kindOf))
  const kept = (await listUserGlobals(db, id)).filter(permission => !replaced.has(kindOf(permission)))
  await setUserGlobals(db, id, [...kept, ...globals])
  for (const address of addresses) await addIpRule(db, id, address)
  const settings = { ...containerSettings(options.container), ...options.settings }
  for (const [name, value] of Object.entries(settings)) await saveSetting(db, name, value)
}

function containerSettings(container: SiteOptions['container']): Readonly<Record<string, string>> {
  const plugin = knownPlugins.find(({ name }) => name === 'container')?.plugin
  if (!container || !plugin) return {}
  const offered = settingsOf(plugin).map(({ key, initial }) => [key, key === 'enabled' ? 'True' : initial])
  const values = { ...Object.fromEntries(offered), ...(container === true ? {} : container) }
  const rows = Object.entries(values).map(([key, value]) => [`auth_container_${key}`, value])
  return { auth_plugins: ['internal', 'container'].map(moduleOf).join(','), ...Object.fromEntries(rows) }
}

async function makeUser({ db, now }: Filling, username: string, options: UserOptions): Promise<void> {
  const { email = `${username}@example.com`, externType = 'internal', password = `${username}-secret` } = options
  const user = await insertUser(db, {
    username,
    password: cheapHash(password),
    active: options.active ?? true,
    admin: options.admin ?? false,
    firstName: username,
    lastName: 'Tester',
    email,
    lastLogin: null,
    externType,
    externName: externType === null ? null : externType === 'internal' ? '' : username,
    apiKey: Buffer.from(username).toString('hex').padEnd(40, '0').slice(0, 40),
    createdOn: now,
  })
  if (options.globals) await setUserGlobals(db, user.id, options.globals)
  for (const address of options.addresses ?? []) await addIpRule(db, user.id, address)
}

async function makeUserGroup({ db, now }: Filling, name: string, options: UserGroupOptions): Promise<void> {
  const { id: ownerId } = await getUser(db, 'admin')
  const facts = { name, active: options.active ?? true, description: '', ownerId, createdOn: now }
  const group = await insertUserGroup(db, { ...facts, externType: options.externType ?? null })
  for (const member of options.members) await addMember(db, group.id, (await getUser(db, member)).id)
  if (options.globals) await setGroupGlobals(db, group.id, options.globals)
}

/** A group and those above it, which everybody may read. */
async function makeGroup(filling: Filling, name: string, options: GroupOptions = { grants: {} }): Promise<GroupRow> {
  const { db, now } = filling
  const before = await findGroupByName(db, name)
  if (before) return before
  const above = parentOf(name)
  const parentId = above === null ? null : (await makeGroupAbove(filling, above)).id
  const { id: ownerId } = await getUser(db, options.owner ?? 'admin')
  return insertGroup(db, { name, parentId, description: `${name} group`, ownerId, createdOn: now })
}

async function makeGroupAbove(filling: Filling, name: string): Promise<GroupRow> {
  const { db } = filling
  const before = await findGroupByName(db, name)
  if (before) return before
  const group = await makeGroup(filling, name)
  const { id: userId } = await getUser(db, 'default')
  await grantOnGroup(db, { groupId: group.id, userId, permission: 'group.read' })
  return group
}

async function makeRepositoryRow(
  filling: Filling,
  name: string,
  options: RepositoryOptions,
): Promise<readonly string[]> {
  const { db, root, now } = filling
  const above = parentOf(name)
  const row = await insertRepository(db, {
    name,
    kind: options.kind ?? 'git',
    state: 'repo_state_created',
    ownerId: (await getUser(db, options.owner ?? 'admin')).id,
    private: options.private ?? false,
    statistics: false,
    downloads: options.downloads ?? false,
    description: options.description ?? `${name} repository`,
    createdOn: now,
    updatedOn: now,
    landingRevision: 'rev:tip',
    groupId: above === null ? null : (await makeGroupAbove(filling, above)).id,
    forkId: options.forkOf === undefined ? null : (await getRepository(db, options.forkOf)).id,
  })
  await grantAll(db, options.grants, (to, level) =>
    grantOnRepository(db, { repositoryId: row.id, ...to, permission: `repository.${level}` }),
  )
  if (!options.commits) return []
  const folder = path.join(root, ...name.split('/'))
  await mkdir(path.dirname(folder), { recursive: true })
  return makeRepository(row.kind, folder, options.commits)
}

type Grantee = { readonly userId: number } | { readonly userGroupId: number }

async function grantAll(
  db: Database,
  grants: Grants = {},
  grant: (to: Grantee, level: string) => Promise<unknown>,
): Promise<void> {
  for (const [name, level] of Object.entries({ default: 'read', ...grants })) {
    if (level !== null) await grant(await getGrantee(db, name), level)
  }
}

async function getGrantee(db: Database, name: string): Promise<Grantee> {
  if (!name.startsWith('@')) return { userId: (await getUser(db, name)).id }
  const group = await findUserGroupByName(db, name.slice(1))
  if (!group) throw new TypeError(`there is no user group ${name}`)
  return { userGroupId: group.id }
}

export async function getUser(db: Database, name: string): Promise<UserRow> {
  return present(await findUserByName(db, name), name)
}

export async function getRepository(db: Database, name: string): Promise<RepositoryRow> {
  return present(await findRepositoryByName(db, name), name)
}

export async function getGroup(db: Database, name: string): Promise<GroupRow> {
  return present(await findGroupByName(db, name), name)
}

function present<Row>(row: Row | null | undefined, name: string): Row {
  if (!row) throw new TypeError(`this site has no ${name}`)
  return row
}

/** bcrypt of the fewest rounds: as real as any other, and made in a millisecond. */
export function cheapHash(password: string): string {
  return hashSync(password, 4)
}

function parentOf(name: string): string | null {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : null
}
