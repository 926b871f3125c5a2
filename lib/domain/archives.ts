import { addJournal } from '#db/journal.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { ArchiveFormat, CommitId } from '#vcs/repository.ts'
import type { Site } from './site.ts'
import type { Actor } from './users.ts'

export interface ArchiveKind {
  readonly format: ArchiveFormat
  /** What the name of such a file ends in. */
  readonly ending: string
  readonly type: string
}

/** How a commit can be packed. */
export const archiveKinds: readonly ArchiveKind[] = [
  { format: 'zip', ending: '.zip', type: 'application/zip' },
  { format: 'tar.gz', ending: '.tar.gz', type: 'application/x-gzip' },
  { format: 'tar.bz2', ending: '.tar.bz2', type: 'application/x-bzip2' },
  { format: 'tar', ending: '.tar', type: 'application/x-tar' },
]

/** What an archive is called, without its ending, and the folder that is in it. */
export interface ArchiveNames {
  readonly file: string
  readonly folder: string
}

/** Kallithea's names, as far as every system can have a file of that name. */
export function archiveNames({ name }: Pick<RepositoryRow, 'name'>, commit: CommitId): ArchiveNames {
  const short = commit.slice(0, 12)
  const last = name.slice(name.lastIndexOf('/') + 1)
  return { file: `${portable(name)}-${short}`, folder: `${portable(last)}-${short}` }
}

/** Leaves room for the rest in the 255 characters, or bytes, of a name. */
const longest = 200

/** Without what Windows forbids, and not the name of one of its devices, whose names end at the first dot. */
function portable(name: string): string {
  const plain = name.replace(/[\p{Cc}<>:"/\\|?*]/gu, '_')
  const free = /^(?:con|prn|aux|nul|com\d|lpt\d) *\./i.test(plain) ? `_${plain}` : plain
  return shortened(free)
}

function shortened(name: string): string {
  const characters = [...name]
  while (Buffer.byteLength(characters.join('')) > longest) characters.pop()
  return characters.join('')
}

/** Notes that somebody downloaded a repository, as the file of this name. */
export async function recordDownload(
  { db, now }: Pick<Site, 'db' | 'now'>,
  repository: RepositoryRow,
  file: string,
  by: NonNullable<Actor>,
): Promise<void> {
  const action = `user_downloaded_archive:${file}`
  await addJournal(db, { user: by.user, repository, action, address: by.address, when: now() })
}
