import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { parseDiff } from '../diff.ts'
import { openSides } from '../diff-sides.ts'
import type { ReadSides } from '../diff-text.ts'
import { cleanPath, decodePath } from '../path.ts'
import type { CommitId, DiffLine, DiffOptions, FileAt, FileChange, FileDiff, Repository } from '../repository.ts'
import type { Runner, Work } from '../run.ts'
import { onObjects } from './command.ts'
import { gitFolder } from './maintain.ts'
import type { Store } from './store.ts'
import { findFile, submoduleUrl } from './tree.ts'

export interface Comparison {
  readonly runner: Runner
  readonly store: Store
  readonly encodings: readonly string[]
  readonly from: CommitId | null
  readonly to: CommitId
  readonly options: DiffOptions
}

const emptyTrees: Readonly<Record<number, string>> = {
  20: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  32: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
}

export async function* diff(comparison: Comparison): AsyncGenerator<FileDiff> {
  const { runner, store, encodings, options, from, to } = comparison
  const paths = options.paths?.map(cleanPath)
  if (paths?.length === 0) return
  // Bytes that are no UTF-8 cannot be said to git: then all files are compared, and the others left out.
  const isSayable = options.source
    ? (paths ?? []).every(isAscii) // what is elsewhere cannot be looked at here
    : await store.attempt(() => areSayable(store, [from ?? to, to], paths ?? []))
  const work = diffWork(comparison, isSayable ? paths : undefined)
  const part = isSayable ? options.part : undefined
  const reading = { ...options, encodings, part, sides: sidesOf(comparison) }
  for await (const file of parseDiff(runner.stream(work), reading)) {
    const isWanted = (path: string): boolean =>
      path === file.newPath || path === file.oldPath || file.newPath.startsWith(`${path}/`)
    if (isSayable || paths?.some(isWanted)) yield await withLink(await withModes(file, comparison), comparison)
  }
}

/** The files before and after; where they are compared across repositories, each is read in its own. */
function sidesOf({ store, from, to, options }: Comparison): ReadSides {
  const here = (id: CommitId, path: string): Promise<FileAt> =>
    store.attempt(() => findFile({ store, tree: store.history().tree(store.history().add(id)), path }))
  const source = options.source
  return openSides({ from, to, after: here, before: source ? (id, path) => source.file(id, path) : here })
}

function isAscii(path: string): boolean {
  return /^[\0-\x7f]*$/.test(path)
}

const letters: Readonly<Record<string, FileChange['operation']>> = {
  A: 'added',
  D: 'removed',
  R: 'renamed',
  C: 'copied',
}

/** In the order of the diff. */
export async function changes(comparison: Comparison): Promise<readonly FileChange[]> {
  const { runner } = comparison
  const { command, ...place } = comparing(comparison)
  const listing = { ...place, command: command.with('--raw', '-z').id(...endsOf(comparison)) }
  const { stdout } = await runner.run(listing)
  const found: FileChange[] = []
  // :100644 100755 <id> <id> R090 NUL old NUL new NUL
  const fields = splitFields(stdout)
  for (let next = fields.next(); !next.done; next = fields.next()) {
    const operation = letters[next.value.toString('latin1').split(' ')[4]?.[0] ?? ''] ?? 'modified'
    const oldPath = decodePath(fields.next().value ?? Buffer.alloc(0))
    const isMoved = operation === 'renamed' || operation === 'copied'
    const newPath = isMoved ? decodePath(fields.next().value ?? Buffer.alloc(0)) : oldPath
    found.push({ operation, oldPath, newPath })
  }
  return found
}

function* splitFields(bytes: Buffer): Generator<Buffer, undefined> {
  for (let start = 0, end = bytes.indexOf(0); end >= 0; start = end + 1, end = bytes.indexOf(0, start))
    yield bytes.subarray(start, end)
}

function objectsOf({ folder }: Repository): string {
  return join(gitFolder(folder) ?? folder, 'objects')
}

function areSayable(store: Store, ids: readonly CommitId[], paths: readonly string[]): boolean {
  const treeOf = (id: CommitId): string => store.history().tree(store.history().add(id))
  return paths.every(path => ids.every(id => store.isSayable(treeOf(id), path)))
}

/** Of a submodule git shows the line `Subproject commit ID`. */
async function withLink(file: FileDiff, { store, from, to }: Comparison): Promise<FileDiff> {
  if (!isSubmodule(file.oldMode) && !isSubmodule(file.newMode)) return file
  const at = file.operation === 'removed' && from ? from : to
  const tree = (): string => store.history().tree(store.history().add(at))
  const url = await store.attempt(() => submoduleUrl(store, tree(), file.newPath)).catch(() => null)
  const sides = { before: subprojectOf(file, 'removed'), after: subprojectOf(file, 'added') }
  return { ...file, links: [{ path: file.newPath, url, ...sides }] }
}

function isSubmodule(mode: string | null): boolean {
  return mode?.endsWith('160000') ?? false
}

function subprojectOf({ hunks }: FileDiff, side: DiffLine['kind']): string | null {
  const line = hunks
    .flatMap(({ lines }) => lines)
    .find(({ kind, text }) => kind === side && text.startsWith('Subproject'))
  return /^Subproject commit ([0-9a-f]+)/.exec(line?.text ?? '')?.[1] ?? null
}

/** git does not say the mode of what was only renamed. */
async function withModes(file: FileDiff, { store, to }: Comparison): Promise<FileDiff> {
  if (file.newMode !== null || file.oldMode !== null) return file
  const entry = await store.attempt(() => store.find(store.history().tree(store.history().add(to)), file.newPath))
  const mode = entry?.mode.toString(8).padStart(6, '0') ?? null
  return { ...file, oldMode: mode, newMode: mode }
}

export function patch(comparison: Comparison): Readable {
  const { runner, options } = comparison
  return runner.stream(diffWork(comparison, options.paths?.map(cleanPath), 'whole'))
}

/** `whole`: with the data of binary files. */
function diffWork(
  comparison: Comparison,
  paths: readonly string[] | undefined,
  extent: 'text' | 'whole' = 'text',
): Work {
  const { options } = comparison
  const context = Math.min(Math.max(0, Math.trunc(options.context ?? 3)), 2 ** 31 - 1)
  const work = comparing(comparison)
  let command = work.command
    .with('-p', '--no-ext-diff', '--no-textconv', '--no-color', '--src-prefix=a/', '--dst-prefix=b/')
    .value('--unified=', context)
  if (extent === 'whole') command = command.with('--binary')
  if (options.ignoreWhitespace) command = command.with('--ignore-all-space')
  command = command.id(...endsOf(comparison))
  return { ...work, command: paths ? command.names(paths) : command }
}

/** What finds the files that differ, renames among them. */
function comparing({ runner, store, options }: Comparison): Work {
  const work = onObjects(store, runner.home, options.source ? objectsOf(options.source) : null)
  return { ...work, command: work.command.with('diff-tree', '-r', '-M', '--full-index') }
}

function endsOf({ store, from, to }: Comparison): readonly [string, string] {
  return [from ?? emptyTrees[store.idBytes] ?? '', to]
}
