import type { Entry } from './ini-text.ts'

/** What is found leads to `link` and reads as `text`, or as it stands when `text` is empty. */
export interface IssueLink {
  readonly pattern: RegExp
  /** With `\1`, `\g<name>`, `{repo}` and `{repo_name}`. */
  readonly link: string
  readonly text: string
}

/**
 * The links from `issue_pat<suffix>`, `issue_server_link<suffix>` and `issue_sub<suffix>`; what is incomplete is left
 * out with a note. Where no `issue_sub` of a suffix stands, the older form is read: `{id}` in the link is what the
 * groups of the pattern found, and the text is `issue_prefix<suffix>` before it.
 */
export function readIssueLinks(entries: ReadonlyMap<string, Entry>): {
  readonly links: readonly IssueLink[]
  readonly notes: readonly string[]
} {
  const links: IssueLink[] = []
  const notes: string[] = []
  const suffixes = [...entries.keys()].filter(key => key.startsWith('issue_pat')).map(key => key.slice(9))
  for (const suffix of suffixes) {
    const valueOf = (name: string) => entries.get(name + suffix)?.value
    const facts = {
      pattern: valueOf('issue_pat') ?? '',
      link: valueOf('issue_server_link') ?? '',
      text: valueOf('issue_sub'),
      prefix: valueOf('issue_prefix'),
    }
    const made = readLink(facts)
    if (typeof made === 'object') links.push(made)
    else if (facts.pattern !== '' || facts.link !== '') notes.push(`issue_pat${suffix} has no effect: ${made}`)
    if (facts.prefix !== undefined && facts.text !== undefined) {
      notes.push(`issue_prefix${suffix} has no effect: issue_sub${suffix} says what the link reads as`)
    }
  }
  return { links, notes }
}

interface Facts {
  readonly pattern: string
  readonly link: string
  readonly text: string | undefined
  readonly prefix: string | undefined
}

function readLink({ pattern: source, link, text, prefix }: Facts): IssueLink | string {
  if (source === '' || link === '') return 'a pattern needs an issue_server_link, and that needs a pattern'
  const isOld = text === undefined && (prefix !== undefined || link.includes('{id}'))
  if (text === undefined && !isOld) return 'its issue_sub is missing; it may be empty'
  const pattern = compile(source)
  if (!pattern) return 'it is no regular expression'
  if (!isOld) return { pattern, link, text: text ?? '' }
  const id = groupsOf(pattern)
  return { pattern, link: link.replaceAll('{id}', id), text: prefix ? prefix + id : '' }
}

/** Python's regular expressions, as far as they are written in another way. */
function compile(source: string): RegExp | null {
  const [, flags = '', body = ''] = /^(?:\(\?([aiLmsux]+)\))?(.*)$/s.exec(source) ?? []
  const own = body.replace(/\\[\s\S]|\(\?P<|\(\?P=(\w+)\)|\(\?#[^)]*\)/g, (found, name: string | undefined) => {
    if (name !== undefined) return `\\k<${name}>`
    if (found === '(?P<') return '(?<'
    if (found === '\\Z') return '(?![\\s\\S])'
    if (found === '\\A') return '(?<![\\s\\S])'
    return found.startsWith('(?#') ? '' : found
  })
  try {
    return new RegExp(own, `g${flags.replace(/[^ims]/g, '')}`)
  } catch {
    return null
  }
}

/** Backreferences to all groups, one after the other; to all that was found where there are none. */
function groupsOf({ source, flags }: RegExp): string {
  const count = (new RegExp(`${source}|`, flags).exec('')?.length ?? 1) - 1
  return count === 0 ? '\\g<0>' : Array.from({ length: count }, (_, index) => `\\${index + 1}`).join('')
}
