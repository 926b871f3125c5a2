import { listGroupsOfUser } from '#db/user-groups.ts'
import type { Site } from './site.ts'

/** The names of the user groups somebody is in. */
export async function listGroups({ db }: Pick<Site, 'db'>, userId: number): Promise<readonly string[]> {
  return (await listGroupsOfUser(db, userId)).map(({ name }) => name).toSorted()
}
