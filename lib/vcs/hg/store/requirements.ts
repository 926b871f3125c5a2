import path from 'node:path'
import { Problem } from '#std/problem.ts'
import { readIfThere } from './data.ts'
import { guardFolders, hybridName, simpleName } from './encoding.ts'

/** Formats that are read here. Any other may change the meaning of what we read, so it is refused. */
const known = new Set([
  'bookmarksinstore',
  'dirstate-v2',
  'dotencode',
  'exp-compression-none',
  'exp-compression-zstd',
  'exp-rc-dirstate-v2',
  'fncache',
  'generaldelta',
  'internal-phase',
  'internal-phase-2',
  'largefiles',
  'lfs',
  'persistent-nodemap',
  'relshared',
  'revlog-compression-zstd',
  'revlogv1',
  'share-safe',
  'shared',
  'sparserevlog',
  'store',
])

/** Where a repository keeps what. */
export interface Layout {
  /** Its `.hg`. */
  readonly hg: string
  /** Where the history is; of a shared repository that of another one. */
  readonly store: string
  /** The file that holds the bookmarks. */
  readonly bookmarks: string
  /** Path of a revlog's index, from a name such as `data/a/b` in bytes as latin1. */
  index(name: string): string
}

export function readLayout(folder: string): Layout {
  const hg = path.join(folder, '.hg')
  const requirements = readRequirements(hg)
  const home = requirements.has('shared') || requirements.has('relshared') ? sharedHome(hg, requirements) : hg
  if (requirements.has('share-safe'))
    for (const name of readRequirements(path.join(home, 'store'))) requirements.add(name)
  const store = requirements.has('store') ? path.join(home, 'store') : home
  const unknown = [...requirements].filter(name => !known.has(name))
  if (unknown.length)
    throw new Problem('unavailable', 'a Mercurial repository of a format that is not read', { folder, unknown })
  const sharesBookmarks = /^bookmarks$/m.test(readIfThere(path.join(hg, 'shared'))?.toString() ?? '')
  return {
    hg,
    store,
    bookmarks: path.join(requirements.has('bookmarksinstore') ? store : sharesBookmarks ? home : hg, 'bookmarks'),
    index: name => path.join(store, encode(`${name}.i`, requirements)),
  }
}

function encode(name: string, requirements: ReadonlySet<string>): string {
  if (requirements.has('fncache')) return hybridName(name, requirements.has('dotencode'))
  return requirements.has('store') ? simpleName(name) : guardFolders(name)
}

function readRequirements(folder: string): Set<string> {
  const text = readIfThere(path.join(folder, 'requires'))?.toString('latin1') ?? ''
  return new Set(text.split('\n').filter(line => line !== ''))
}

function sharedHome(hg: string, requirements: ReadonlySet<string>): string {
  const written =
    readIfThere(path.join(hg, 'sharedpath'))
      ?.toString()
      .replace(/\r?\n$/, '') ?? ''
  return requirements.has('relshared') ? path.resolve(hg, written) : path.resolve(written)
}
