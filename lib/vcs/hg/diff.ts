import type { Readable } from 'node:stream'
import { Problem } from '#std/problem.ts'
import type { Command } from '../command.ts'
import { parseDiff } from '../diff.ts'
import { openSides } from '../diff-sides.ts'
import type { ReadSides } from '../diff-text.ts'
import { cleanPath } from '../path.ts'
import type {
  ChangedLink,
  CommitId,
  DiffLine,
  DiffOptions,
  FileAt,
  FileChange,
  FileDiff,
  Repository,
} from '../repository.ts'
import { openFile } from './file.ts'
import { revisionOf } from './log.ts'
import { ownChanges } from './own-changes.ts'
import { hg, type Servers } from './servers.ts'
import { parseStatus } from './status.ts'
import { fromBytes } from './store/changelog.ts'
import { findFile } from './store/manifest.ts'
import type { Snapshot } from './store/snapshot.ts'
import { readSubrepositories } from './subrepositories.ts'
import { spellings } from './tree.ts'

export interface Comparison {
  readonly servers: Servers
  readonly snapshot: Snapshot
  readonly folder: string
  readonly encodings: readonly string[]
  readonly from: CommitId | null
  readonly to: CommitId
  readonly options?: DiffOptions
}

export function patch(comparison: Comparison): Readable {
  return stream(comparison, diffCommand(comparison))
}

/** Like the patch, but without the content of binary files, and with the modes that Mercurial does not repeat. */
export async function* diff(comparison: Comparison): AsyncGenerator<FileDiff> {
  const { from, to, options = {} } = comparison
  if (options.paths?.length === 0) return
  const lines = stream(comparison, diffCommand(comparison).with('--no-binary'))
  const { encodings } = comparison
  const reading = { ...options, encodings, names: 'plain', sides: sidesOf(comparison) } as const
  for await (const file of parseDiff(lines, reading)) {
    const oldMode =
      file.operation === 'added' || !from ? null : (file.oldMode ?? (await oldModeAt(comparison, from, file.oldPath)))
    const newMode = file.operation === 'removed' ? null : (file.newMode ?? modeAt(comparison, to, file.newPath))
    yield { ...file, oldMode, newMode, ...(file.newPath === '.hgsubstate' && { links: linksOf(file, comparison) }) }
  }
}

/** In the order of the diff. */
export async function changes(comparison: Comparison): Promise<readonly FileChange[]> {
  const { servers, folder, from, to, options } = comparison
  const own = knownChanges(comparison)
  if (own) return own
  const status = openingOf(folder, options?.source).with('status', '--modified', '--added', '--removed', '--copies')
  const listed = await servers.run({ command: between(status.with('--print0'), from, to) })
  return parseStatus(listed)
}

function knownChanges({ snapshot, from, to, options }: Comparison): readonly FileChange[] | null {
  if (options?.source) return null
  return ownChanges(snapshot, from ? revisionOf(snapshot, from) : -1, revisionOf(snapshot, to))
}

/** The files before and after; where they are compared across repositories, each is read in its own. */
function sidesOf({ servers, snapshot, folder, from, to, options }: Comparison): ReadSides {
  const here = async (commit: CommitId, path: string): Promise<FileAt> =>
    openFile({ servers, folder, commit, place: { snapshot, revision: revisionOf(snapshot, commit), path } })
  const source = options?.source
  return openSides({ from, to, after: here, before: source ? (id, path) => source.file(id, path) : here })
}

/** The lines `ID PATH` that changed. */
function linksOf({ hunks }: FileDiff, { snapshot, from, to, options }: Comparison): readonly ChangedLink[] {
  const lines = hunks.flatMap(hunk => hunk.lines)
  const [before, after] = [linesOf(lines, 'removed'), linesOf(lines, 'added')]
  const known = [to, ...(from && !options?.source ? [from] : [])].flatMap(id =>
    readSubrepositories(snapshot, revisionOf(snapshot, id)),
  )
  return [...new Set([...before.keys(), ...after.keys()])].map(path => ({
    path,
    url: known.find(link => link.url !== null && fromBytes(link.path) === path)?.url ?? null,
    before: before.get(path) ?? null,
    after: after.get(path) ?? null,
  }))
}

function linesOf(lines: readonly DiffLine[], side: DiffLine['kind']): ReadonlyMap<string, string> {
  const own = lines.filter(({ kind }) => kind === side)
  return new Map(
    own.flatMap(({ text }) => {
      const [, id, path] = /^([0-9a-f]{1,64}) (.+?)\r?$/.exec(text) ?? []
      return id && path ? [[path, id]] : []
    }),
  )
}

async function oldModeAt(comparison: Comparison, id: CommitId, path: string): Promise<string | null> {
  const source = comparison.options?.source
  if (!source) return modeAt(comparison, id, path)
  const { kind, executable } = await source.entry(id, path)
  return kind === 'symlink' ? '120000' : executable ? '100755' : '100644'
}

function modeAt({ snapshot }: Comparison, id: CommitId, path: string): string | null {
  const manifest = snapshot.manifest(revisionOf(snapshot, id))
  const lines = spellings(path).map(bytes => findFile(manifest, bytes))
  const line = lines.find(found => found !== null)
  return line ? { '': '100644', x: '100755', l: '120000' }[line.flag] : null
}

function stream({ servers, options }: Comparison, command: Command): Readable {
  const paths = options?.paths?.flatMap(path => spellings(cleanPath(path)))
  return servers.stream({ command, paths, afterwards: ofSubrepositories })
}

/** When it has printed the diff, Mercurial looks at all subrepositories, which it may not open here. */
const ofSubrepositories =
  /^abort: (?:subrepos? |(?:hg|git|svn) subrepos |unknown subrepo |invalid subrepo|bad subrepo|missing \] in subrepo)/m

const mostContext = 2 ** 31 - 1

function diffCommand(comparison: Comparison): Command {
  const { folder, from, to, options = {} } = comparison
  const context = Math.trunc(Math.min(Math.max(options.context ?? 3, 0), mostContext))
  const opening = openingOf(folder, options.source)
  const start = (hasNoCopies(comparison) ? opening.with(withoutCopies) : opening)
    .with('diff', '--git', '--show-function')
    .value('--unified=', context)
  const spaced = options.ignoreWhitespace ? start.with('--ignore-all-space') : start
  return between(spaced, from, to)
}

/**
 * Mercurial looks into every new file for where it was copied from, before it shows the first: here it need not. Of
 * files that are named it looks into these alone.
 */
const withoutCopies = '--config=experimental.copies.read-from=changeset-only'

function hasNoCopies(comparison: Comparison): boolean {
  if (comparison.options?.paths) return false
  return knownChanges(comparison)?.every(({ oldPath, newPath }) => oldPath === newPath) ?? false
}

function between(command: Command, from: CommitId | null, to: CommitId): Command {
  return (from ? command.value('--rev=', from) : command.with('--rev=null')).value('--rev=', to)
}

/** Of two repositories Mercurial makes one for as long as a command takes; the first plus sign ends the first name. */
function openingOf(folder: string, source: Repository | undefined): Command {
  if (!source) return hg(folder)
  const [first = '', second = ''] = [folder, source.folder].toSorted((one, two) => plusses(one) - plusses(two))
  if (first.includes('+')) throw new Problem('invalid', 'two forks with a plus sign in both names have no diff')
  // What is hidden in one of them may be seen in the other, where it was found.
  return hg(`union:${first}+${second}`).with('--hidden')
}

function plusses(text: string): number {
  return text.split('+').length
}
