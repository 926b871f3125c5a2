import type { JournalFilter, JournalTerm } from '#db/journal.ts'

/*
 * Kallithea's words for a part of the journal:
 *
 *   filter = all *( "OR" all )
 *   all    = term *( [ "AND" ] term )
 *   term   = [ field ":" ] ( word | quoted text | "[" day "TO" day "]" )
 *
 * A word may have `*` for any letters; a day may be a month or a year: 20261124, 202611, 2026.
 */
const term = /(?:(\w+):)?(?:"([^"]*)"|\[\s*(\d+)\s+TO\s+(\d+)\s*\]|(\S+))/g

type Column = Extract<JournalTerm, { readonly column: unknown }>['column']

const columns: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['repository', 'repository_name'],
  ['username', 'username'],
  ['action', 'action'],
  ['ip', 'user_ip'],
])

/** Any of these, each of them with all of those; whatever is written means something, if only nothing. */
export function parseJournalFilter(text: string): JournalFilter {
  let all: JournalTerm[] = []
  const filter = [all]
  for (const [, field = 'repository', quoted, from, to, word = ''] of text.matchAll(term)) {
    if (word === 'OR') filter.push((all = []))
    else if (word !== 'AND') all.push(field === 'date' ? during(from ?? word, to ?? word) : like(field, quoted ?? word))
  }
  return filter.filter(each => each.length > 0)
}

function like(field: string, pattern: string): JournalTerm {
  const column = columns.get(field)
  return column ? { column, pattern } : never
}

const never: JournalTerm = { from: new Date(0), to: new Date(0) }

function during(first: string, last: string): JournalTerm {
  const [from, to] = [spanOf(first), spanOf(last)]
  return from && to ? { from: from[0], to: to[1] } : never
}

/** When a day, a month or a year begins, and when the next one does, by the server's clock. */
function spanOf(text: string): readonly [Date, Date] | null {
  const [, year, month, day] = /^(\d{4})(\d\d)?(\d\d)?$/.exec(text.replaceAll('-', '')) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)]
  const next = day ? new Date(y, m, d + 1) : month ? new Date(y, m + 1, 1) : new Date(y + 1, 0, 1)
  return [new Date(y, m, d), next]
}
