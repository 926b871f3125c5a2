import { Problem } from '#std/problem.ts'
import { writablePath } from '../path.ts'
import type { Edit } from '../repository.ts'
import { type BundleRevision, formatBundle, formatDelta, wholeText } from './bundle.ts'
import { revisionOf } from './log.ts'
import { commonAncestor, headsOf } from './store/ancestry.ts'
import { formatChange } from './store/changelog.ts'
import { fileText, formatFile } from './store/filelog.ts'
import { editManifest, findFile, hasFolder, linesOf, type ManifestChanges, type ManifestLine } from './store/manifest.ts'
import { hash, nullId } from './store/node.ts'
import type { Snapshot } from './store/snapshot.ts'
import { spellings } from './tree.ts'

interface Base {
  readonly snapshot: Snapshot
  readonly first: number
  readonly second: number
}

/** The node of a commit and the bundle that brings it. */
export function composeCommit(snapshot: Snapshot, edit: Edit): { node: string; bundle: Buffer } {
  const base: Base = {
    snapshot,
    first: edit.parent ? revisionOf(snapshot, edit.parent) : -1,
    second: edit.merged ? revisionOf(snapshot, edit.merged) : -1,
  }
  checkBranch(base, edit)
  const { log, manifest, isVisible } = snapshot
  const files = new Map<string, BundleRevision>()
  const changes = new Map(mergedChanges(base, edit))
  const touched: string[] = []
  for (const [written, bytes] of edit.files) {
    const { path, line } = target(base, written)
    if (bytes === null) {
      if (!line) throw new Problem('not-found', 'no such file', { path: written })
      changes.set(path, null)
      touched.push(path)
      continue
    }
    const revision = composeFile(base, { path, bytes, copied: edit.copied?.get(written) })
    if (revision.node === line?.node) continue
    files.set(path, revision)
    changes.set(path, { node: revision.node, flag: line?.flag === 'x' ? 'x' : '' })
    touched.push(path)
  }
  if (touched.length === 0 && base.second < 0 && !edit.closesBranch) throw new Problem('invalid', 'nothing to commit')

  const manifestNode = (revision: number): string => (revision < 0 ? nullId : snapshot.change(revision).manifest)
  const [firstManifest, secondManifest] = [manifestNode(base.first), manifestNode(base.second)]
  const { text, pieces } = editManifest(manifest(base.first), changes)
  const composed: BundleRevision = {
    node: hash(firstManifest, secondManifest, text),
    first: firstManifest,
    second: secondManifest,
    base: firstManifest,
    // From nothing Mercurial expects a single piece.
    delta: base.first < 0 ? wholeText(text) : formatDelta(pieces),
  }
  const change = formatChange({ ...description(edit), manifest: composed.node, files: touched.toSorted() })
  const [first, second] = [log.node(base.first), log.node(base.second)]
  const commit = { node: hash(first, second, change), first, second, base: nullId, delta: wholeText(change) }
  const heads = headsOf(log, isVisible).map(revision => log.node(revision))
  const bundle = { heads: heads.length ? heads : [nullId], commit, manifest: composed, files, bookmark: edit.bookmark }
  return { node: commit.node, bundle: formatBundle(bundle) }
}

interface NewFile {
  readonly path: string
  readonly bytes: Buffer
  readonly copied: string | undefined
}

/** The node of what is there already when nothing differs from it. */
function composeFile(base: Base, { path, bytes, copied }: NewFile): BundleRevision {
  const { snapshot } = base
  const [mine, theirs] = [base.first, base.second].map(revision => findFile(snapshot.manifest(revision), path))
  const source = copied === undefined ? null : target(base, copied)
  if (source && !source.line) throw new Problem('not-found', 'no such file', { path: copied })
  const copy = source?.line ? { path: source.path, node: source.line.node } : null
  const text = formatFile(bytes, copy)
  const parents = [mine, theirs].flatMap(line => line?.node ?? [])
  const [first = nullId, second = nullId] = copy ? [nullId, parents[0]] : [...new Set(parents)]
  const same = [mine, theirs].find(line => {
    const log = line && !copy && snapshot.filelog(path, line.node)
    return log && fileText(log, log.find(line.node)).bytes.equals(bytes)
  })
  const node = same?.node ?? hash(first, second, text)
  return { node, first, second, base: nullId, delta: wholeText(text) }
}

/** The bytes of a path's name, and what it is in the first parent; new names are UTF-8. */
function target({ snapshot, first }: Base, written: string): { path: string; line: ManifestLine | null } {
  const manifest = snapshot.manifest(first)
  const [usual = '', ...others] = spellings(writablePath(written))
  for (const path of [usual, ...others]) {
    const line = findFile(manifest, path)
    if (line) return { path, line }
  }
  const above = usual.split('/').slice(0, -1).map((_, index, all) => all.slice(0, index + 1).join('/'))
  if (hasFolder(manifest, usual) || above.some(path => findFile(manifest, path))) {
    throw new Problem('conflict', 'a folder and a file cannot have the same name', { path: written })
  }
  return { path: usual, line: null }
}

/** What the second parent changed since both were one. Where both changed a file the edit must say what it becomes. */
function mergedChanges({ snapshot, first, second }: Base, { files }: Edit): ManifestChanges {
  if (second < 0) return new Map()
  const { manifest, log } = snapshot
  const changes = new Map<string, Pick<ManifestLine, 'node' | 'flag'> | null>()
  const before = byPath(manifest(commonAncestor(log, first, second)))
  const mine = byPath(manifest(first))
  const theirs = byPath(manifest(second))
  for (const path of new Set([...theirs.keys(), ...before.keys()])) {
    const [was, here, there] = [before, mine, theirs].map(all => all.get(path))
    const isSame = (a: ManifestLine | undefined, b: ManifestLine | undefined): boolean => a?.node === b?.node && a?.flag === b?.flag
    if (isSame(there, was) || isSame(there, here)) continue
    const isSettled = files.has(Buffer.from(path, 'latin1').toString())
    if (!isSame(here, was) && !isSettled) throw new Problem('conflict', 'both parents changed this file', { path })
    if (!isSettled) changes.set(path, there ?? null)
  }
  return changes
}

function byPath(manifest: Buffer): Map<string, ManifestLine> {
  return new Map([...linesOf(manifest)].map(line => [line.path, line]))
}

function checkBranch({ snapshot, first, second }: Base, { branch }: Edit): void {
  const isBad = /[:\0\r\n]|^\s|\s$|^-?\d+$/.test(branch) || ['', 'tip', '.', 'null'].includes(branch)
  if (isBad) throw new Problem('invalid', 'a branch cannot have this name', { name: branch })
  const branches = snapshot.branches()
  const heads = snapshot.branchHeads()[branches.indexOf(branch)] ?? []
  const isHead = heads.length === 0 || heads.includes(first) || heads.includes(second)
  const isNew = first >= 0 && branches.name(first) !== branch
  if (!isHead && !isNew) throw new Problem('conflict', 'the branch has moved meanwhile', { branch })
}

function description({ author, message, branch, closesBranch, date, zone }: Edit): Omit<Parameters<typeof formatChange>[0], 'manifest' | 'files'> {
  const user = author.replace(/[\0\r\n]+/g, ' ').trim()
  if (user === '') throw new Problem('invalid', 'a commit needs an author')
  const when = date ?? new Date()
  return {
    user,
    time: Math.floor(when.getTime() / 1000),
    offset: -(zone ?? -when.getTimezoneOffset()) * 60,
    extra: { ...(branch !== 'default' && { branch }), ...(closesBranch && { close: '1' }) },
    // As Mercurial writes it.
    message: message.replaceAll('\0', '').split(/\r\n|\r|\n/).map(line => line.trimEnd()).join('\n').replace(/^\n+|\n+$/g, ''),
  }
}
