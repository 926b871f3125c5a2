import { Problem } from '#std/problem.ts'
import { writablePath } from '../path.ts'
import type { Edit } from '../repository.ts'
import { commonAncestor } from './store/ancestry.ts'
import { findFile, hasFolder, linesOf, type ManifestChanges, type ManifestLine } from './store/manifest.ts'
import type { Snapshot } from './store/snapshot.ts'
import { spellings } from './tree.ts'

/** What a new commit stands on: revisions, -1 for none. */
export interface Base {
  readonly snapshot: Snapshot
  readonly first: number
  readonly second: number
}

/** The bytes of a path's name, and what it is in the first parent; new names are UTF-8. */
export function findTarget(
  { snapshot, first }: Base,
  { files }: Edit,
  written: string,
): { path: string; line: ManifestLine | null } {
  const manifest = snapshot.manifest(first)
  const [usual = '', ...others] = spellings(writablePath(written))
  for (const path of [usual, ...others]) {
    const line = findFile(manifest, path)
    if (line) return { path, line }
  }
  const isFile = (folder: string): boolean => files.get(folder) instanceof Buffer || findFile(manifest, folder) !== null
  if (hasFolder(manifest, usual) || foldersOf(usual).some(isFile)) {
    throw new Problem('conflict', 'a folder and a file cannot have the same name', { path: written })
  }
  return { path: usual, line: null }
}

function foldersOf(path: string): string[] {
  const segments = path.split('/')
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'))
}

/** A name that Mercurial takes, of a branch that has not moved on from the parents. */
export function checkBranch({ snapshot, first, second }: Base, { branch }: Edit): void {
  const isBad = /[:\0\r\n]|^\s|\s$|^-?\d+$/.test(branch) || ['', 'tip', '.', 'null'].includes(branch)
  if (isBad) throw new Problem('invalid', 'a branch cannot have this name', { name: branch })
  const heads = snapshot.branchHeads()[snapshot.branches().indexOf(branch)] ?? []
  const isOnTop = heads.includes(first) || heads.includes(second)
  if (heads.length > 0 && !isOnTop) throw new Problem('conflict', 'the branch has moved meanwhile', { branch })
}

/** What the second parent changed since both were one. Where both changed a file the edit must say what it becomes. */
export function mergedChanges({ snapshot, first, second }: Base, { files }: Edit): ManifestChanges {
  if (second < 0) return new Map()
  const { manifest, log } = snapshot
  const changes = new Map<string, Pick<ManifestLine, 'node' | 'flag'> | null>()
  const before = byPath(manifest(commonAncestor(log, first, second)))
  const mine = byPath(manifest(first))
  const theirs = byPath(manifest(second))
  for (const path of new Set([...theirs.keys(), ...before.keys()])) {
    const [was, here, there] = [before, mine, theirs].map(all => all.get(path))
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

function isSame(one: ManifestLine | undefined, two: ManifestLine | undefined): boolean {
  return one?.node === two?.node && one?.flag === two?.flag
}
