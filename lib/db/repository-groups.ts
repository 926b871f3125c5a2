import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { whileUnchanged } from './unchanged.ts'
import { parseMoment } from './values.ts'

/** A group of repositories. */
export interface GroupRow {
  readonly id: number
  /** With the groups above: `outer/inner`. */
  readonly name: string
  readonly parentId: number | null
  readonly description: string
  readonly ownerId: number
  readonly createdOn: Date
}

export function findGroupById(db: Database, id: number): Promise<GroupRow | undefined> {
  return whileUnchanged(db, `group ${id}`, async () => {
    const row = await db.selectFrom('groups').selectAll().where('group_id', '=', id).executeTakeFirst()
    return row && toGroup(row)
  })
}

/** By its full name, exactly. */
export async function findGroupByName(db: Database, name: string): Promise<GroupRow | undefined> {
  return (await findGroupsByName(db, [name]))[0]
}

/** Those of these full names that there are. */
export function findGroupsByName(db: Database, names: readonly string[]): Promise<readonly GroupRow[]> {
  return whileUnchanged(db, `groups ${JSON.stringify(names)}`, async () =>
    (await db.selectFrom('groups').selectAll().where('group_name', 'in', names).execute()).map(toGroup),
  )
}

export async function listGroups(db: Database): Promise<readonly GroupRow[]> {
  return (await db.selectFrom('groups').selectAll().orderBy('group_name').execute()).map(toGroup)
}

/** A name that a group has is a conflict. */
export async function insertGroup(db: Database, group: Omit<GroupRow, 'id'>): Promise<GroupRow> {
  const values = {
    group_name: group.name,
    group_parent_id: group.parentId,
    group_description: group.description,
    user_id: group.ownerId,
    created_on: group.createdOn,
  }
  return toGroup(await db.insertInto('groups').values(values).returningAll().executeTakeFirstOrThrow())
}

function toGroup(row: Selectable<Schema['groups']>): GroupRow {
  return {
    id: row.group_id,
    name: row.group_name,
    parentId: row.group_parent_id,
    description: row.group_description,
    ownerId: row.user_id,
    createdOn: parseMoment(row.created_on),
  }
}
