import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '#std/problem.ts'

/*
 * SHA256SUMS, as sha256sum writes it: a line for every file of a version but those that an installation writes anew.
 *
 *     <64 hexadecimal digits> <blank> <blank> <path with slashes>
 */

export interface Differences {
  readonly count: number
  /** Paths as the list has them. */
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  /** In a folder that holds nothing but files of the list. */
  readonly foreign: readonly string[]
}

const closedFolders = ['lib', 'node_modules']

/** How a folder differs from what was packed; a Problem where that cannot be told. */
export async function comparePackage(folder: string): Promise<Differences> {
  const sums = await readSums(path.join(folder, 'SHA256SUMS'))
  const found = await Promise.all([...sums].map(async ([name, sum]) => [name, sum, await sumOf(folder, name)] as const))
  const standing = await Promise.all(closedFolders.map(name => listFiles(folder, name)))
  return {
    count: sums.size,
    missing: found.filter(([, , sum]) => sum === null).map(([name]) => name),
    changed: found.filter(([, wanted, sum]) => sum !== null && sum !== wanted).map(([name]) => name),
    foreign: standing.flat().filter(name => !sums.has(name)),
  }
}

async function readSums(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Problem('not-found', 'the list of files is not there: unpack the whole zip', { file }, error)
  })
  const lines = text.split('\n').flatMap(line => {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line.trimEnd()) ?? []
    return sum !== undefined && name !== undefined ? [[name, sum] as const] : []
  })
  return new Map(lines)
}

/** null where the file cannot be read. */
async function sumOf(folder: string, name: string): Promise<string | null> {
  const bytes = await readFile(path.join(folder, name)).catch(() => null)
  return bytes && createHash('sha256').update(bytes).digest('hex')
}

async function listFiles(folder: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}
