/*
 * A bundle that holds commits, as `hg unbundle` reads it.
 *   HG20, u32 0 (no parameters), parts, u32 0
 *   part: u32 length of its header, header, chunks { u32 length, bytes }, u32 0
 *   header: u8 length, type, u32 id, u8 mandatory, u8 advisory parameters, their lengths { u8 name, u8 value },
 *     names and values
 *   changegroup 02: commits, manifests, then for each file its name as a chunk and its revisions; lists end with u32 0
 *   revision: chunk of node, first parent, second parent, delta base, commit (20 bytes each), delta
 * The lengths of chunks in a changegroup count themselves.
 */

export interface BundleRevision {
  readonly node: string
  readonly first: string
  readonly second: string
  readonly base: string
  readonly delta: Buffer
}

export interface Bundle {
  /** The heads there must be; others are a race that was lost. */
  readonly heads: readonly string[]
  /** Parents before their children. */
  readonly commits: readonly BundleCommit[]
  /** Of the last commit. */
  readonly bookmark?: string
}

export interface BundleCommit {
  readonly commit: BundleRevision
  readonly manifest: BundleRevision
  /** By path: bytes as latin1. */
  readonly files: ReadonlyMap<string, BundleRevision>
}

export function formatBundle({ heads, commits, bookmark }: Bundle): Buffer {
  const files = new Map<string, Buffer[]>()
  for (const { commit, files: revisions } of commits) {
    for (const [path, revision] of revisions) {
      const list = files.get(path) ?? []
      list.push(formatRevision(revision, commit.node))
      files.set(path, list)
    }
  }
  const changegroup = [
    ...commits.map(({ commit }) => formatRevision(commit, commit.node)),
    u32(0),
    ...commits.map(({ commit, manifest }) => formatRevision(manifest, commit.node)),
    u32(0),
    ...[...files].flatMap(([path, revisions]) => [chunk(Buffer.from(path, 'latin1')), ...revisions, u32(0)]),
    u32(0),
  ]
  const name = Buffer.from(bookmark ?? '')
  const bookmarks = [Buffer.from(commits.at(-1)?.commit.node ?? '', 'hex'), u16(name.length), name]
  return Buffer.concat([
    Buffer.from('HG20'),
    u32(0),
    formatPart('CHECK:HEADS', 0, {}, Buffer.from(heads.join(''), 'hex')),
    formatPart('CHANGEGROUP', 1, { version: '02' }, Buffer.concat(changegroup)),
    ...(bookmark ? [formatPart('BOOKMARKS', 2, {}, Buffer.concat(bookmarks))] : []),
    u32(0),
  ])
}

/** A delta that makes all of a text from nothing. */
export function wholeText(text: Buffer): Buffer {
  return formatDelta([{ start: 0, end: 0, bytes: text }])
}

/** What stands from start to end of the base becomes these bytes. */
export function formatDelta(
  pieces: readonly { readonly start: number; readonly end: number; readonly bytes: Buffer }[],
): Buffer {
  return Buffer.concat(pieces.flatMap(({ start, end, bytes }) => [u32(start), u32(end), u32(bytes.length), bytes]))
}

function formatRevision({ node, first, second, base, delta }: BundleRevision, commit: string): Buffer {
  return chunk(Buffer.concat([Buffer.from([node, first, second, base, commit].join(''), 'hex'), delta]))
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([u32(bytes.length + 4), bytes])
}

function formatPart(type: string, id: number, parameters: Readonly<Record<string, string>>, payload: Buffer): Buffer {
  const pairs = Object.entries(parameters)
  const header = Buffer.concat([
    Buffer.of(type.length),
    Buffer.from(type),
    u32(id),
    Buffer.of(pairs.length, 0, ...pairs.flatMap(([name, value]) => [name.length, value.length])),
    Buffer.from(pairs.flat().join('')),
  ])
  const body = payload.length ? [u32(payload.length), payload] : []
  return Buffer.concat([u32(header.length), header, ...body, u32(0)])
}

function u32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

function u16(number: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(number)
  return bytes
}
