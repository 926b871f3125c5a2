import { listUsers, type UserRow } from '#db/users.ts'
import { listUserGroups, type UserGroupRow } from '#db/user-groups.ts'
import type { Permissions } from './permissions.ts'
import type { Site } from './site.ts'

/** Whom a form may offer: people and user groups that somebody types the beginning of. */
export interface Choices {
  readonly users: readonly UserRow[]
  readonly groups: readonly UserGroupRow[]
}

export interface Wanted {
  readonly types: ReadonlySet<string>
  /** Exactly this name. */
  readonly key: string | null
  /** These letters in a name, or in an address. */
  readonly query: string | null
}

/** More of a kind are not offered. */
const most = 500

/** A part of a name finds only whom is switched on; groups are for those who may read them. */
export async function findChoices(site: Pick<Site, 'db'>, permissions: Permissions, wanted: Wanted): Promise<Choices> {
  const users = wanted.types.has('users') ? await findUsers(site, wanted) : []
  const groups = wanted.types.has('groups') ? await findGroups(site, wanted) : []
  return {
    users: users.slice(0, most),
    groups: groups.filter(group => permissions.userGroup(group) !== 'none').slice(0, most),
  }
}

async function findUsers({ db }: Pick<Site, 'db'>, { key, query }: Wanted): Promise<readonly UserRow[]> {
  const users = await listUsers(db)
  if (key) return users.filter(({ username }) => username === key)
  return users.filter(user => user.active && user.username !== 'default' && namesOf(user).some(has(query)))
}

function namesOf({ username, firstName, lastName, email }: UserRow): readonly string[] {
  return [username, `${firstName} ${lastName}`, `${lastName} ${firstName}`, email ?? '']
}

async function findGroups({ db }: Pick<Site, 'db'>, { key, query }: Wanted): Promise<readonly UserGroupRow[]> {
  const groups = await listUserGroups(db)
  if (key) return groups.filter(({ name }) => name === key)
  return groups.filter(({ active, name }) => active && has(query)(name))
}

/** Nothing has no letters at all. */
function has(query: string | null): (name: string) => boolean {
  return name => query !== null && query !== '' && name.toLowerCase().includes(query.toLowerCase())
}
