import type { Database } from '#db/database.ts'
import {
  listGroupGlobals,
  listGroupGrants,
  listRepositoryGrants,
  listUserGlobals,
  listUserGroupGrants,
} from '#db/permissions.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import { whileUnchanged } from '#db/unchanged.ts'
import { findDefaultUser, type UserRow } from '#db/users.ts'

export type Level = 'none' | 'read' | 'write' | 'admin'

/** What somebody may do, computed once a visit from all grants. Only the highest counts; nothing denies. */
export interface Permissions {
  readonly isAdmin: boolean
  /** Names such as `hg.create.repository`, one of each kind. An administrator has `hg.admin` alone. */
  readonly global: ReadonlySet<string>
  repository(row: Pick<RepositoryRow, 'id' | 'ownerId' | 'private'>): Level
  group(row: { readonly id: number }): Level
  userGroup(row: { readonly id: number }): Level
}

const levels: readonly Level[] = ['none', 'read', 'write', 'admin']

export function atLeast(level: Level, wanted: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted)
}

/**
 * Of an account, of the default user, or (null) of nobody, who has the default user's global permissions and no
 * others.
 */
export async function loadPermissions(db: Database, user: UserRow | null): Promise<Permissions> {
  if (user?.admin) return everything
  const read = () => readPermissions(db, user?.id ?? null)
  return (await whileUnchanged(db, `permissions ${user?.id}`, read, ({ rows }) => rows)).permissions
}

/** With the number of rows they were computed from. */
async function readPermissions(
  db: Database,
  userId: number | null,
): Promise<{ readonly permissions: Permissions; readonly rows: number }> {
  const defaultId = (await findDefaultUser(db))?.id ?? null
  const global = await loadGlobals(db, userId, defaultId)
  if (userId === null) {
    return { permissions: { isAdmin: false, global, repository: none, group: none, userGroup: none }, rows: 1 }
  }
  const who = { userId, defaultId }
  const repositories = await listRepositoryGrants(db, who)
  const groups = await listGroupGrants(db, who)
  const userGroups = await listUserGroupGrants(db, who)
  const ofRepository = summed('repository', repositories, ({ repositoryId }) => repositoryId)
  const ofGroup = summed('group', groups, ({ groupId }) => groupId)
  const ofUserGroup = summed('usergroup', userGroups, ({ userGroupId }) => userGroupId)
  const permissions: Permissions = {
    isAdmin: false,
    global,
    repository(row) {
      if (row.ownerId === userId) return 'admin'
      const { all, own } = ofRepository(row.id)
      return row.private ? own : highest(all, own)
    },
    group: ({ id }) => highest(ofGroup(id).all, ofGroup(id).own),
    userGroup: ({ id }) => highest(ofUserGroup(id).all, ofUserGroup(id).own),
  }
  return { permissions, rows: repositories.length + groups.length + userGroups.length }
}

const everything: Permissions = {
  isAdmin: true,
  global: new Set(['hg.admin']),
  repository: () => 'admin',
  group: () => 'admin',
  userGroup: () => 'admin',
}

function none(): Level {
  return 'none'
}

interface Grant {
  readonly source: string
  readonly permission: string
}

/** The highest that everybody has, and the highest of one's own rows and groups. */
interface Sum {
  readonly all: Level
  readonly own: Level
}

function summed<Row extends Grant>(kind: string, rows: readonly Row[], idOf: (row: Row) => number) {
  const sums = new Map<number, Sum>()
  const sumOf = (id: number): Sum => sums.get(id) ?? { all: 'none', own: 'none' }
  for (const row of rows) {
    const id = idOf(row)
    const { all, own } = sumOf(id)
    const level = levelIn(kind, row.permission)
    sums.set(id, row.source === 'default' ? { all: highest(all, level), own } : { all, own: highest(own, level) })
  }
  return sumOf
}

/** `repository.write` → write; a name of another kind, or of no known level, gives nothing. */
function levelIn(kind: string, permission: string): Level {
  return levels.find(level => permission === `${kind}.${level}`) ?? 'none'
}

function highest(a: Level, b: Level): Level {
  return atLeast(a, b) ? a : b
}

async function loadGlobals(
  db: Database,
  userId: number | null,
  defaultId: number | null,
): Promise<ReadonlySet<string>> {
  const names = defaultId === null ? [] : [...(await listUserGlobals(db, defaultId))]
  if (userId !== null) names.push(...(await listGroupGlobals(db, userId)), ...(await listUserGlobals(db, userId)))
  const best = new Map<string, string>()
  for (const name of names) {
    if (name === 'hg.admin') continue // the account says who administers; no row does
    const kind = name.slice(0, name.lastIndexOf('.'))
    if (weightOf(name) > weightOf(best.get(kind) ?? '')) best.set(kind, name)
    else if (!best.has(kind)) best.set(kind, name)
  }
  return new Set(best.values())
}

const weights: Readonly<Record<string, number>> = {
  none: 0,
  false: 0,
  manual: 0,
  read: 1,
  repository: 1,
  true: 1,
  auto: 1,
  manual_activate: 1,
  auto_activate: 2,
  write: 3,
  admin: 4,
}

function weightOf(name: string): number {
  return weights[name.slice(name.lastIndexOf('.') + 1)] ?? -1
}
