import { Problem } from '#std/problem.ts'
import type { Edit } from '../repository.ts'
import { type Base, checkBranch, findTarget, mergedChanges } from './base.ts'
import { type BundleRevision, formatBundle, formatDelta, wholeText } from './bundle.ts'
import { revisionOf } from './log.ts'
import { headsOf } from './store/ancestry.ts'
import { formatChange } from './store/changelog.ts'
import { fileText, formatFile } from './store/filelog.ts'
import { editManifest, findFile } from './store/manifest.ts'
import { hash, nullId } from './store/node.ts'
import type { Snapshot } from './store/snapshot.ts'

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
    const { path, line } = findTarget(base, edit, written)
    if (bytes === null) {
      if (!line) throw new Problem('not-found', 'no such file', { path: written })
      changes.set(path, null)
      touched.push(path)
      continue
    }
    const revision = composeFile(base, edit, { path, bytes, copied: edit.copied?.get(written) })
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
  const commits = [{ commit, manifest: composed, files }]
  const bundle = { heads: heads.length ? heads : [nullId], commits, bookmark: edit.bookmark }
  return { node: commit.node, bundle: formatBundle(bundle) }
}

interface NewFile {
  readonly path: string
  readonly bytes: Buffer
  readonly copied: string | undefined
}

/** The node of what is there already when nothing differs from it. */
function composeFile(base: Base, edit: Edit, { path, bytes, copied }: NewFile): BundleRevision {
  const { snapshot } = base
  const [mine, theirs] = [base.first, base.second].map(revision => findFile(snapshot.manifest(revision), path))
  const source = copied === undefined ? null : findTarget(base, edit, copied)
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

function description({
  author,
  message,
  branch,
  closesBranch,
  date,
  zone,
}: Edit): Omit<Parameters<typeof formatChange>[0], 'manifest' | 'files'> {
  const user = author.replace(/[\0\r\n]+/g, ' ').trim()
  if (user === '') throw new Problem('invalid', 'a commit needs an author')
  const when = date ?? new Date()
  return {
    user,
    time: Math.floor(when.getTime() / 1000),
    offset: -(zone ?? -when.getTimezoneOffset()) * 60,
    extra: { ...(branch !== 'default' && { branch }), ...(closesBranch && { close: '1' }) },
    // As Mercurial writes it.
    message: message
      .replaceAll('\0', '')
      .split(/\r\n|\r|\n/)
      .map(line => line.trimEnd())
      .join('\n')
      .replace(/^\n+|\n+$/g, ''),
  }
}
