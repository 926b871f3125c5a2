import type { Database } from './database.ts'

/** Something more that administrators want to be known of a repository. */
export interface RepositoryField {
  readonly label: string
  readonly value: string
}

/** In the order in which they were added. */
export async function listFields(db: Database, repositoryId: number): Promise<readonly RepositoryField[]> {
  return db
    .selectFrom('repositories_fields')
    .select(['field_label as label', 'field_value as value'])
    .where('repository_id', '=', repositoryId)
    .orderBy('repo_field_id')
    .execute()
}
