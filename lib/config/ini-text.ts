import { parse } from 'ini'

/** A value of the file and where it stands; values of several lines keep their line ends. */
export interface Entry {
  readonly section: string
  readonly key: string
  readonly value: string
  readonly line: number
}

/** What is wrong, and where. Null where there is no such place. */
export interface Mistake {
  readonly section: string | null
  readonly key: string | null
  readonly line: number | null
  readonly what: string
}

/** The entries of every section, by key. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, Entry>>

/**
 * Reads the grammar of Python's ConfigParser:
 *
 *     [section]
 *     key = value        up to the first = or :
 *         more of it     deeper than its key; blank lines in between belong to it, comments do not
 *     # comment, ; comment      only where a line begins, wherever that is
 *
 * All values are text. The package `ini` reads another grammar: it ends a value at # and ;, takes the second line of a
 * value for a key, quotes and backslashes for something else, and does not say in which line anything stands. So it is
 * given a text in which nothing of that is left.
 */
export function readIniText(text: string): { readonly sections: Sections; readonly mistakes: readonly Mistake[] } {
  const { entries, names, mistakes } = readLines(text)
  const sections = new Map<string, Map<string, Entry>>(names.map(name => [name, new Map()]))
  const values: Values = parse(harmless(entries), { bracketedArray: false })
  for (const entry of entries) {
    const [value] = [values[entry.section]?.[entry.key]].flat() // a list, where another section has the same key
    if (value === undefined) continue // `__proto__`, which the package refuses
    sections.get(entry.section)?.set(entry.key, { ...entry, value: String(value) }) // true and null are text too
  }
  return { sections, mistakes }
}

type Values = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

/** One line an entry, everything in quotes, and no dot that would make a section a part of another. */
function harmless(entries: readonly Entry[]): string {
  const lines = entries.map(({ section, key, value }) => {
    const name = section.replaceAll('.', '\\.')
    return `[${quoted(name)}]\n${quoted(key)}=${quoted(value)}`
  })
  return lines.join('\n')
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029\]]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

interface Reading {
  readonly names: string[]
  readonly entries: Entry[]
  readonly mistakes: Mistake[]
  section: string | null
  /** Lines of the value that may go on, and how deep its key stands. */
  open: { readonly entry: Omit<Entry, 'value'>; readonly lines: string[]; readonly depth: number } | null
}

function readLines(text: string): Reading {
  const reading: Reading = { names: [], entries: [], mistakes: [], section: null, open: null }
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  for (const [index, line] of lines.entries()) readLine(reading, line, index + 1)
  finish(reading)
  return reading
}

function readLine(reading: Reading, whole: string, line: number): void {
  const content = whole.trim()
  if (/^[#;]/.test(content)) return
  if (content === '') {
    reading.open?.lines.push('')
    return
  }
  const depth = whole.length - whole.trimStart().length
  if (reading.open && depth > reading.open.depth) {
    reading.open.lines.push(content)
    return
  }
  finish(reading)
  const header = /^\[([^\]]+)\]/.exec(content)?.[1]
  if (header === undefined) readKey(reading, content, { line, depth })
  else readHeader(reading, header, line)
}

function readHeader(reading: Reading, section: string, line: number): void {
  if (reading.names.includes(section) && section !== 'DEFAULT') {
    reading.mistakes.push({ section, key: null, line, what: 'this section stands twice: put both into one' })
  }
  if (!reading.names.includes(section)) reading.names.push(section)
  reading.section = section
}

function readKey(reading: Reading, content: string, { line, depth }: { line: number; depth: number }): void {
  const { section } = reading
  const [, key, value = ''] = /^([^=:]*?)\s*[=:]\s*(.*)$/s.exec(content) ?? []
  const mistake = (what: string) => reading.mistakes.push({ section, key: key || null, line, what })
  if (section === null) return void mistake('there is no [section] above this line')
  if (!key) return void mistake(`this line is no “key = value”: ${content.slice(0, 60)}`)
  const before = reading.entries.find(entry => entry.section === section && entry.key === key)
  if (before) mistake(`this key stands in line ${before.line} already`)
  else reading.open = { entry: { section, key, line }, lines: [value], depth }
}

function finish(reading: Reading): void {
  const { open } = reading
  if (open) reading.entries.push({ ...open.entry, value: open.lines.join('\n').trimEnd() })
  reading.open = null
}
