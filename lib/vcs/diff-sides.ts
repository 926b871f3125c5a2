import { isProblem } from '#std/problem.ts'
import { contentType } from '#std/mime.ts'
import type { ReadSides } from './diff-text.ts'
import type { CommitId, FileAt } from './repository.ts'

/** A larger file is not read for a diff; all together no more than some. */
const largest = 1024 * 1024
const mostTogether = 32 * largest

interface Opening {
  readonly from: CommitId | null
  readonly to: CommitId
  readonly before: (id: CommitId, path: string) => Promise<FileAt>
  readonly after: (id: CommitId, path: string) => Promise<FileAt>
}

/** Reads the files that a diff compares, as far as they may be text. */
export function openSides({ from, to, before, after }: Opening): ReadSides {
  let left = mostTogether
  async function read(open: Opening['before'], id: CommitId | null, path: string): Promise<Buffer | null> {
    if (id === null || isMedia(path)) return null
    try {
      const file = await open(id, path)
      if (file.kind !== 'file' || file.size > Math.min(largest, left)) return null
      left -= file.size
      return await file.bytes()
    } catch (caught) {
      if (isProblem(caught, 'not-found')) return null
      throw caught
    }
  }
  return ({ operation, oldPath, newPath }) => ({
    before: async () => (operation === 'added' ? null : read(before, from, oldPath)),
    after: async () => (operation === 'removed' ? null : read(after, to, newPath)),
  })
}

function isMedia(path: string): boolean {
  return /^(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:pdf|zip|gzip))/.test(contentType(path))
}
