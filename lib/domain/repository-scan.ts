import { listRepositories, type RepositoryRow } from '#db/repositories.ts'
import { listUsers, type UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import { tracer } from '#trace/trace.ts'
import { refreshChangesetCache } from './changeset-cache.ts'
import { type FoundRepository, findRepositoriesOnDisk } from './found-repositories.ts'
import { importRepository } from './repository-import.ts'
import { readSettings, repositoriesRoot } from './settings.ts'
import type { Site } from './site.ts'
import { slugOf } from './slug.ts'

export interface Scan {
  readonly added: readonly string[]
  /** Names in the database that have no repository on disk. Their rows stay. */
  readonly removed: readonly string[]
  /** On disk, but not taken in or not readable, and why. */
  readonly skipped: readonly { readonly name: string; readonly why: string }[]
}

const trace = tracer('domain:repository-scan')

/**
 * Takes the repositories that lie below the root into the database; they belong to the actor, else to the first
 * administrator.
 */
export async function scanRepositories(site: Site, { actor }: { readonly actor?: UserRow } = {}): Promise<Scan> {
  const root = await repositoriesRoot(site)
  const firstAdmin = await getFirstAdmin(site)
  const defaults = (await readSettings(site)).newRepositories
  const found = await findRepositoriesOnDisk(site, root)
  const known = new Map((await listRepositories(site.db)).map(row => [row.name, row]))
  const added: string[] = []
  const skipped: { name: string; why: string }[] = []
  for (const repository of found) {
    const why = await reasonToSkip(async () => {
      const vcs = await site.vcs.open(repository.kind, repository.folder)
      const row = known.get(repository.name) ?? (await importNew(repository, await vcs.description()))
      if (row.changesetCache === null) await refreshChangesetCache(site, row, vcs)
    })
    if (why !== null) skipped.push({ name: repository.name, why })
  }
  const onDisk = new Set(found.map(({ name }) => name))
  return { added, removed: [...known.keys()].filter(name => !onDisk.has(name)).toSorted(), skipped }

  async function importNew(repository: FoundRepository, description: string | null): Promise<RepositoryRow> {
    const last = repository.name.slice(repository.name.lastIndexOf('/') + 1)
    if (last !== slugOf(last)) throw new Problem('invalid', 'a repository cannot have this name', { name: last })
    const row = await importRepository(site, {
      ...repository,
      description,
      firstAdmin,
      defaults,
      owner: actor ?? firstAdmin,
    })
    added.push(row.name)
    return row
  }
}

/** One damaged repository must not keep the others out. */
async function reasonToSkip(take: () => Promise<void>): Promise<string | null> {
  try {
    await take()
    return null
  } catch (error) {
    trace('%o', error)
    return error instanceof Error ? error.message : String(error)
  }
}

async function getFirstAdmin({ db }: Pick<Site, 'db'>): Promise<UserRow> {
  const admins = (await listUsers(db)).filter(user => user.admin).toSorted((a, b) => a.id - b.id)
  if (!admins[0]) throw new Problem('invalid', 'there is no administrator to own the repositories')
  return admins[0]
}
