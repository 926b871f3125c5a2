import { listRepositories } from '#db/repositories.ts'
import { listGroups } from '#db/repository-groups.ts'
import { listUserGroups } from '#db/user-groups.ts'
import type { UserRow } from '#db/users.ts'
import { type Level, loadPermissions } from './permissions.ts'
import type { Site } from './site.ts'

/** All that an account may do, whatever it has it from. */
export interface PermissionOverview {
  /** Names such as `hg.create.repository`. */
  readonly global: readonly string[]
  readonly repositories: readonly LevelOn[]
  readonly groups: readonly LevelOn[]
  readonly userGroups: readonly LevelOn[]
}

export interface LevelOn {
  readonly name: string
  readonly level: Level
  /** For those alone who are named in its permissions. */
  readonly private: boolean
}

/** The most first. */
export async function readOverview({ db }: Pick<Site, 'db'>, user: UserRow): Promise<PermissionOverview> {
  const permissions = await loadPermissions(db, user)
  const repositories = (await listRepositories(db)).map(row => ({ ...row, level: permissions.repository(row) }))
  const groups = (await listGroups(db)).map(row => ({ ...row, level: permissions.group(row), private: false }))
  const userGroups = (await listUserGroups(db)).map(row => ({
    ...row,
    level: permissions.userGroup(row),
    private: false,
  }))
  return {
    global: [...permissions.global].toSorted(),
    repositories: inOrder(repositories),
    groups: inOrder(groups),
    userGroups: inOrder(userGroups),
  }
}

/** For the person: what is closed is not even named. */
export async function readOwnOverview(site: Pick<Site, 'db'>, user: UserRow): Promise<PermissionOverview> {
  const { repositories, groups, userGroups, ...rest } = await readOverview(site, user)
  const isOpen = ({ level }: LevelOn) => level !== 'none'
  return {
    ...rest,
    repositories: repositories.filter(isOpen),
    groups: groups.filter(isOpen),
    userGroups: userGroups.filter(isOpen),
  }
}

const order: readonly Level[] = ['admin', 'write', 'read', 'none']

function inOrder(rows: readonly LevelOn[]): readonly LevelOn[] {
  return order
    .flatMap(level => rows.filter(row => row.level === level))
    .map(({ name, level, private: isPrivate }) => ({
      name,
      level,
      private: isPrivate,
    }))
}
