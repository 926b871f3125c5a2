// A commit: `tree id`, `parent id` …, `author Name <mail> seconds +hhmm`, `committer …`, further headers
// (`encoding`, `gpgsig`;
// a line that starts with a blank goes on), an empty line, the message.

export interface GitCommit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Stamp
  readonly committer: Stamp
  readonly encoding: string | null
  readonly message: Buffer
}

export interface Stamp {
  /** `Name <mail>` */
  readonly who: Buffer
  /** Since 1970. */
  readonly seconds: number
  /** Minutes east of UTC. */
  readonly zone: number
}

const nobody: Stamp = { who: Buffer.alloc(0), seconds: 0, zone: 0 }

export function parseGitCommit(data: Buffer): GitCommit {
  let tree = ''
  const parents: string[] = []
  let author = nobody
  let committer = nobody
  let encoding: string | null = null
  let start = 0
  while (start < data.length && data[start] !== 10) {
    const newline = data.indexOf(10, start)
    const end = newline < 0 ? data.length : newline
    const space = data.indexOf(32, start)
    const key = data.toString('latin1', start, space)
    const value = data.subarray(space + 1, end)
    if (key === 'tree') tree = value.toString('latin1')
    if (key === 'parent') parents.push(value.toString('latin1'))
    if (key === 'author') author = parseStamp(value)
    if (key === 'committer') committer = parseStamp(value)
    if (key === 'encoding') encoding = value.toString('latin1')
    start = end + 1
  }
  return { tree, parents, author, committer, encoding, message: data.subarray(start + 1) }
}

function parseStamp(line: Buffer): Stamp {
  const end = line.lastIndexOf(0x3e)
  const rest = line.toString('latin1', end + 1).trim()
  const [, seconds = '0', sign = '+', hours = '0', minutes = '0'] =
    /^(-?\d+)(?:\s+([+-])(\d\d?)(\d\d))?/.exec(rest) ?? []
  const zone = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return { who: end < 0 ? line : line.subarray(0, end + 1), seconds: Number(seconds), zone: zone || 0 }
}

/** Only what a walk needs, and fast. */
export function parseGitLinks(data: Buffer): { tree: string; parents: readonly string[]; seconds: number } {
  const end = data.indexOf('\n\n')
  const header = data.toString('latin1', 0, end < 0 ? data.length : end)
  const first = header.indexOf('\n')
  const tree = header.slice('tree '.length, first)
  const parents: string[] = []
  let at = first + 1
  while (header.startsWith('parent ', at)) {
    const next = at + 'parent '.length + tree.length
    parents.push(header.slice(next - tree.length, next))
    at = next + 1
  }
  const committer = header.indexOf('\ncommitter ', at - 1)
  const line = header.slice(committer + 1, Math.max(header.indexOf('\n', committer + 1), 0) || header.length)
  return { tree, parents, seconds: Number.parseInt(line.slice(line.lastIndexOf('>') + 1), 10) || 0 }
}
