import { listFields, type RepositoryField } from '#db/repository-fields.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { Settings } from './settings.ts'
import type { Site } from './site.ts'

/** What else is known of a repository, where administrators want that; what is empty is not known. */
export async function listKnownFields(
  { db }: Pick<Site, 'db'>,
  { repositoryFields }: Pick<Settings, 'repositoryFields'>,
  { id }: Pick<RepositoryRow, 'id'>,
): Promise<readonly RepositoryField[]> {
  if (!repositoryFields) return []
  return (await listFields(db, id)).filter(({ value }) => value.trim() !== '')
}
