import { cleanPath } from '#vcs/path.ts'
import { listNames } from '../../file-names.ts'
import { lasting } from '../../lasting.ts'
import { page } from '../../page.ts'
import { json } from '../../reply.ts'
import { atPath, commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'

/** All folders and files below a folder, for scripts. */
export const fileNames = lasting(
  'bytes',
  page(routes.repository.fileNames, 'repository.read', async visit => {
    const commit = await commitNamed(visit, visit.params.revision)
    const path = cleanPath(visit.params.path)
    const { folders, files } = await atPath(path, () => listNames(visit, commit, path))
    const nodes = [
      ...folders.map(name => ({ name, type: 'dir' }) as const),
      ...files.map(name => ({ name, type: 'file' }) as const),
    ]
    return json({ nodes })
  }),
)
