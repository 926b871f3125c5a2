// The answer of `hg status --copies --print0`: `M one NUL A two NUL`; a field with two blanks before it says where the
// file before it was copied from.
import { decodePath } from '../path.ts'
import type { FileChange } from '../repository.ts'

export function parseStatus(bytes: Buffer): readonly FileChange[] {
  return tellChanges(readStatus(bytes))
}

/** Names are bytes, as latin1. */
export interface Status {
  readonly operation: FileChange['operation']
  readonly path: string
  /** Where it was copied from. */
  readonly source: string | null
}

/** What happened to each file, in the order in which `hg diff` shows them. */
export function tellChanges(all: readonly Status[]): readonly FileChange[] {
  return markRenames(all)
    .toSorted((one, two) => (one.path < two.path ? -1 : 1))
    .map(decoded)
}

function readStatus(bytes: Buffer): Status[] {
  const found: Status[] = []
  const kinds: Readonly<Record<string, Status['operation']>> = { A: 'added', R: 'removed' }
  for (const field of bytes.toString('latin1').split('\0').filter(Boolean)) {
    const [sign, path] = [field[0] ?? '', field.slice(2)]
    const last = found.at(-1)
    if (sign === ' ' && last) found[found.length - 1] = { ...last, operation: 'copied', source: path }
    else found.push({ operation: kinds[sign] ?? 'modified', path, source: null })
  }
  return found
}

/** The first copy of a file that is gone is the file. */
function markRenames(all: readonly Status[]): readonly Status[] {
  const gone = new Set(all.filter(({ operation }) => operation === 'removed').map(({ path }) => path))
  const moved = new Set<string>()
  const marked = all.map(status => {
    const { source } = status
    if (source === null || !gone.has(source) || moved.has(source)) return status
    moved.add(source)
    return { ...status, operation: 'renamed' as const }
  })
  return marked.filter(({ operation, path }) => operation !== 'removed' || !moved.has(path))
}

function decoded({ operation, path, source }: Status): FileChange {
  const [newPath, oldPath] = [path, source ?? path].map(name => decodePath(Buffer.from(name, 'latin1')))
  return { operation, oldPath: oldPath ?? '', newPath: newPath ?? '' }
}
