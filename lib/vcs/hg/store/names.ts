import path from 'node:path'
import { fromBytes } from './changelog.ts'
import { readIfThere } from './data.ts'
import { findFile } from './manifest.ts'
import type { Layout } from './requirements.ts'
import type { Revlog } from './revlog.ts'
import { mergeTags } from './tags.ts'
import type { Texts } from './texts.ts'

/** Bookmarks: NODE SP NAME LF. */
export function readBookmarks({ bookmarks }: Layout, log: Revlog): ReadonlyMap<string, number> {
  const lines = (readIfThere(bookmarks)?.toString('latin1') ?? '').split('\n')
  const parts = lines.flatMap(line => {
    const [, node = '', name = ''] = /^([0-9a-f]{40}) (.+)$/.exec(line) ?? []
    return name ? [[fromBytes(name), node] as const] : []
  })
  return byRevision(parts, log)
}

/** What is checked out. The first bytes of `dirstate` are the nodes, in its second version behind its name. */
export function readParents({ hg }: Layout, log: Revlog): number[] {
  const bytes = readIfThere(path.join(hg, 'dirstate'))
  if (!bytes || bytes.length < 40) return []
  const [start, size] = bytes.toString('latin1', 0, 12) === 'dirstate-v2\n' ? [12, 32] : [0, 20]
  const nodes = [start, start + size].map(at => bytes.toString('hex', at, at + 20))
  return nodes.map(node => log.find(node)).filter(revision => revision >= 0)
}

export function readLocalTags({ hg }: Layout): Buffer[] {
  const file = readIfThere(path.join(hg, 'localtags'))
  return file ? [file] : []
}

/** Revisions of the tags that these files give. */
export function taggedRevisions(files: readonly Buffer[], log: Revlog): ReadonlyMap<string, number> {
  return byRevision([...mergeTags(files)], log)
}

/** The different `.hgtags` of these commits, in their order. */
export function readTagFiles(heads: readonly number[], { manifest, filelog }: Texts): Buffer[] {
  const nodes = heads.flatMap(head => findFile(manifest(head), '.hgtags')?.node ?? [])
  return [...new Set(nodes)].map(node => {
    const log = filelog('.hgtags', node)
    return log.text(log.find(node))
  })
}

function byRevision(named: readonly (readonly [name: string, node: string])[], log: Revlog): Map<string, number> {
  const revisions = named.map(([name, node]) => [name, log.find(node)] as const)
  return new Map(revisions.filter(([, revision]) => revision >= 0))
}
