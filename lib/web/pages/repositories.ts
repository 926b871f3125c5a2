import { publicUri } from '#domain/clone-uri.ts'
import { listVisible } from '#domain/repositories.ts'
import type { GroupRow } from '#db/repository-groups.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import { formatLocalExactly } from '#std/local-time.ts'
import { page } from '../page.ts'
import { routes } from '../routes.ts'
import { jsonForScripts } from '../script-answers.ts'

/** The groups and repositories that somebody may read, for scripts that choose among them. */
export const repositories = page(routes.repositories, 'visitor', visit =>
  jsonForScripts(visit, async () => {
    const visible = await listVisible(visit.site, visit.visitor.permissions)
    const results = [
      { text: 'Groups', children: visible.groups.map(groupChoice) },
      { text: 'Repositories', children: visible.repositories.map(repositoryChoice) },
    ]
    return { more: false, results: results.filter(({ children }) => children.length > 0) }
  }),
)

function groupChoice({ name }: GroupRow) {
  return { id: name, text: name, type: 'group', obj: {} }
}

function repositoryChoice(row: RepositoryRow) {
  return { id: row.name, text: row.name, type: 'repo', obj: attributesOf(row) }
}

/** Kallithea's own words for a repository; the address it is pulled from without what lets one in there. */
function attributesOf(row: RepositoryRow) {
  return {
    repo_id: row.id,
    repo_name: row.name,
    repo_state: row.state,
    clone_uri: row.cloneUri && publicUri(row.cloneUri),
    repo_type: row.kind,
    owner_id: row.ownerId,
    private: row.private,
    enable_statistics: row.statistics,
    enable_downloads: row.downloads,
    description: row.description,
    created_on: formatLocalExactly(row.createdOn),
    updated_on: formatLocalExactly(row.updatedOn),
    _landing_revision: row.landingRevision,
    landing_rev: landingOf(row.landingRevision),
    fork_id: row.forkId,
    group_id: row.groupId,
  }
}

function landingOf(stored: string): readonly [string, string] {
  const [type = '', ...name] = stored.split(':')
  return name.length === 0 ? ['rev', type] : [type, name.join(':')]
}
