/** A piece of a plain text and what it stands for. */
export type Piece =
  | { readonly kind: 'text' | 'bold' | 'mention' | 'commit'; readonly text: string }
  | { readonly kind: 'link' | 'issue'; readonly text: string; readonly href: string }

/** A pattern of the configuration: what it finds leads to `link`, and reads as `text` unless that is empty. */
export interface IssuePattern {
  readonly pattern: RegExp
  readonly link: string
  readonly text: string
}

interface Found {
  readonly start: number
  readonly end: number
  readonly piece: Piece
}

/** What is longer stays plain behind this. */
const longest = 100_000

/** Finds addresses, @names, commit ids, *bold* and issues in a message. `repository` is the full name for `{repo}`. */
export function parseMessage(text: string, issues: readonly IssuePattern[] = [], repository = ''): readonly Piece[] {
  const head = text.slice(0, longest)
  const found = findWords(head)
  for (const issue of issues) addIssues(found, head, issue, repository)
  return cut(
    text,
    found.toSorted((a, b) => a.start - b.start),
  )
}

const words = new RegExp(
  [
    /(?<link>https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?()[\]{}])/,
    /(?<mention>(?<![A-Za-z0-9])@[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9])/,
    /(?<commit>(?<![\w-])[0-9a-f]{12,40}(?![\w-]))/,
    /(?<bold>(?<=^|\s)\*(?!\s)[^*\n]{1,500}(?<!\s)\*)/,
  ]
    .map(pattern => pattern.source)
    .join('|'),
  'gm',
)

function findWords(text: string): Found[] {
  return [...text.matchAll(words)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    piece: wordPiece(match[0], match.groups ?? {}),
  }))
}

function wordPiece(text: string, groups: Readonly<Record<string, string | undefined>>): Piece {
  if (groups.link) return { kind: 'link', text, href: text }
  if (groups.mention) return { kind: 'mention', text }
  return { kind: groups.commit ? 'commit' : 'bold', text }
}

function addIssues(found: Found[], text: string, issue: IssuePattern, repository: string): void {
  const taken = found.slice()
  const { source, flags } = issue.pattern
  for (const match of text.matchAll(new RegExp(source, `${flags.replace(/[gy]/g, '')}g`))) {
    const start = match.index
    const end = start + match[0].length
    const href = expand(issue.link, match, repository)
    if (end === start || !/^(?:https?:\/\/|\/(?![/\\]))/i.test(href)) continue
    if (taken.some(other => start < other.end && other.start < end)) continue
    const shown = issue.text === '' ? match[0] : expand(issue.text, match, repository)
    found.push({ start, end, piece: { kind: 'issue', text: shown, href } })
  }
}

/** `\1`, `\g<1>`, `\g<name>` and `\\` as Python writes them, `{repo}` and `{repo_name}`. */
function expand(template: string, match: RegExpMatchArray, repository: string): string {
  return template.replace(
    /\\g<(\w+)>|\\(\d{1,2})|\\\\|\{repo\}|\{repo_name\}/g,
    (found, name?: string, digits?: string) => {
      if (found === '\\\\') return '\\'
      if (found === '{repo}') return repository
      if (found === '{repo_name}') return repository.slice(repository.lastIndexOf('/') + 1)
      const group = name ?? digits ?? ''
      return (/^\d+$/.test(group) ? match[Number(group)] : match.groups?.[group]) ?? ''
    },
  )
}

function cut(text: string, found: readonly Found[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, piece } of found) {
    if (start > at) pieces.push({ kind: 'text', text: text.slice(at, start) })
    pieces.push(piece)
    at = end
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) })
  return pieces
}
