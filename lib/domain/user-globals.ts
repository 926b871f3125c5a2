import { listUserGlobals, setUserGlobals } from '#db/permissions.ts'
import type { UserRow } from '#db/users.ts'
import type { Site } from './site.ts'

/** What somebody may make by himself, besides what everybody and his groups may. */
export interface OwnGlobals {
  readonly repositories: boolean
  readonly userGroups: boolean
  readonly forks: boolean
}

export async function readOwnGlobals({ db }: Pick<Site, 'db'>, user: UserRow): Promise<OwnGlobals> {
  const names = await listUserGlobals(db, user.id)
  return {
    repositories: names.includes('hg.create.repository'),
    userGroups: names.includes('hg.usergroup.create.true'),
    forks: names.includes('hg.fork.repository'),
  }
}

/** In place of all that the account had by itself. */
export async function saveOwnGlobals({ db }: Pick<Site, 'db'>, user: UserRow, own: OwnGlobals): Promise<void> {
  await setUserGlobals(db, user.id, [
    own.repositories ? 'hg.create.repository' : 'hg.create.none',
    own.userGroups ? 'hg.usergroup.create.true' : 'hg.usergroup.create.false',
    own.forks ? 'hg.fork.repository' : 'hg.fork.none',
  ])
}
