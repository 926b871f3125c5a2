import { fromBytes } from './store/changelog.ts'
import { fileText } from './store/filelog.ts'
import { findFile } from './store/manifest.ts'
import type { Snapshot } from './store/snapshot.ts'

/*
 * .hgsubstate: NODE SP PATH LF. .hgsub: PATH = [KIND]SOURCE, and sections that do not matter here.
 */

export interface Subrepository {
  /** Bytes as latin1. */
  readonly path: string
  readonly node: string
  readonly url: string | null
}

export function readSubrepositories(snapshot: Snapshot, revision: number): Subrepository[] {
  const state = textOf(snapshot, revision, '.hgsubstate')
  if (!state) return []
  const sources = parseSources(textOf(snapshot, revision, '.hgsub') ?? '')
  return state.split(/\r?\n/).flatMap(line => {
    const [, node = '', path = ''] = /^([0-9a-f]{1,64}) (.+)$/.exec(line) ?? []
    return path ? [{ path: path.replace(/^\/+|\/+$/g, ''), node, url: sources.get(path) ?? null }] : []
  })
}

function textOf({ manifest, filelog }: Snapshot, revision: number, path: string): string | null {
  const line = findFile(manifest(revision), path)
  if (!line) return null
  const log = filelog(path, line.node)
  return fileText(log, log.find(line.node)).bytes.toString('latin1')
}

function parseSources(text: string): Map<string, string> {
  const sources = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*\[/.test(line)) break
    const [, path, source] = /^([^#;\s=][^=]*?)\s*=\s*(?:\[\w+\])?\s*(.*?)\s*$/.exec(line) ?? []
    if (path && source) sources.set(path, fromBytes(source))
  }
  return sources
}
