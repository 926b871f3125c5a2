import { fromBytes } from './changelog.ts'
import { nullId } from './node.ts'

/* .hgtags and localtags: NODE SP NAME LF; the last line of a name counts, the null node takes the tag away. */

interface Tagged {
  readonly node: string
  /** What the name stood for before. */
  readonly before: readonly string[]
}

/** What each tag stands for, by the `.hgtags` of all heads, the oldest head first, and the local ones. */
export function mergeTags(files: readonly Buffer[]): ReadonlyMap<string, string> {
  const merged = new Map<string, Tagged>()
  for (const file of files) {
    for (const [name, ours] of parseTags(file)) merged.set(name, supersede(merged.get(name), ours))
  }
  return new Map([...merged].filter(([, { node }]) => node !== nullId).map(([name, { node }]) => [name, node]))
}

/** Who knows the other's node as an older one wins; else the later head does. */
function supersede(theirs: Tagged | undefined, ours: Tagged): Tagged {
  if (!theirs) return ours
  const theirsWins =
    theirs.node !== ours.node &&
    theirs.before.includes(ours.node) &&
    (!ours.before.includes(theirs.node) || theirs.before.length > ours.before.length)
  return {
    node: theirsWins ? theirs.node : ours.node,
    before: [...ours.before, ...theirs.before.filter(node => !ours.before.includes(node))],
  }
}

export function parseTags(file: Buffer): Map<string, Tagged> {
  const tags = new Map<string, Tagged>()
  for (const line of file.toString('latin1').split(/\r?\n/)) {
    const [, node, bytes] = /^([0-9a-fA-F]{40}) (.*)$/.exec(line) ?? []
    if (!node || bytes === undefined) continue
    const name = fromBytes(bytes.trim())
    const known = tags.get(name)
    tags.set(name, { node: node.toLowerCase(), before: known ? [...known.before, known.node] : [] })
  }
  return tags
}
