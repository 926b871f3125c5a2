import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '#db/database.ts'
import { listRepositories } from '#db/repositories.ts'
import { listGroups } from '#db/repository-groups.ts'
import { listUserGroups } from '#db/user-groups.ts'
import { findUserById } from '#db/users.ts'
import { loadPermissions } from '#domain/permissions.ts'

const fixtures = path.resolve(import.meta.dirname, '../fixtures')

/** What somebody may do, as Kallithea's API tells it: permissions, by the name of the thing. */
export interface Told {
  readonly global: readonly string[]
  readonly repositories: Readonly<Record<string, string>>
  readonly repositories_groups: Readonly<Record<string, string>>
  readonly user_groups: Readonly<Record<string, string>>
}

/** Changes to the golden database, and what Kallithea 0.7 said after them, by the id of the user. */
export interface Saying {
  readonly statements: readonly string[]
  readonly answers: Readonly<Record<string, Told>>
}

/** Of the golden database as it is, and of grants, members, owners and flags that dice threw over it. */
export async function readSayings(): Promise<readonly Saying[]> {
  const rows: [string, unknown[], { result: { user_id: number; permissions: Told } | null }][] =
    await read('golden/transcript.json')
  const answers = rows.flatMap(([area, [, person, method, fields], { result }]) =>
    `${area} ${person} ${method}` === 'api admin get_user' && result && /"userid":\d/.test(JSON.stringify(fields))
      ? [[result.user_id, result.permissions] as const]
      : [],
  )
  return [{ statements: [], answers: Object.fromEntries(answers) }, ...(await read('grants.json'))]
}

async function read(name: string) {
  return JSON.parse(await readFile(path.join(fixtures, name), 'utf8'))
}

/** What we say. */
export async function tellPermissions(db: Database, userId: number): Promise<Told> {
  const { global, ...permissions } = await loadPermissions(db, (await findUserById(db, userId)) ?? null)
  return {
    global: [...global].toSorted(),
    repositories: named(await listRepositories(db), row => `repository.${permissions.repository(row)}`),
    repositories_groups: named(await listGroups(db), row => `group.${permissions.group(row)}`),
    user_groups: named(await listUserGroups(db), row => `usergroup.${permissions.userGroup(row)}`),
  }
}

function named<Row extends { readonly name: string }>(rows: readonly Row[], tell: (row: Row) => string) {
  return Object.fromEntries(rows.map(row => [row.name, tell(row)]))
}
