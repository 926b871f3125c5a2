import { isProblem } from '#std/problem.ts'
import { contentType } from '#std/mime.ts'
import type { ReadSides, Side } from './diff-text.ts'
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

/** The files that a diff compares, read as far as they may be text. */
export function openSides({ from, to, before, after }: Opening): ReadSides {
  let left = mostTogether
  function side(open: Opening['before'], id: CommitId | null, path: string): Side {
    let found: Promise<FileAt | null> | undefined
    const find = (): Promise<FileAt | null> => (found ??= id === null ? none() : findFile(open, id, path))
    return {
      size: async () => (await find())?.size ?? null,
      async bytes() {
        if (isMedia(path)) return null
        const file = await find()
        if (file?.kind !== 'file' || file.size > Math.min(largest, left)) return null
        left -= file.size
        return file.bytes()
      },
    }
  }
  return ({ operation, oldPath, newPath }) => ({
    before: side(before, operation === 'added' ? null : from, oldPath),
    after: side(after, operation === 'removed' ? null : to, newPath),
  })
}

async function none(): Promise<null> {
  return null
}

async function findFile(open: Opening['before'], id: CommitId, path: string): Promise<FileAt | null> {
  try {
    return await open(id, path)
  } catch (caught) {
    if (isProblem(caught, 'not-found')) return null
    throw caught
  }
}

function isMedia(path: string): boolean {
  return /^(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:pdf|zip|gzip))/.test(contentType(path))
}
