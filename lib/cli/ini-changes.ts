import { Problem } from '#std/problem.ts'

export interface IniChange {
  readonly section: string
  readonly key: string
  readonly value: string
}

/** Words that Kallithea has for several lines at once, or for a line of [server:main]. */
export const defaults = [
  ['database_engine', 'sqlite'],
  ['http_server', 'waitress'],
  ['host', '127.0.0.1'],
  ['port', '5000'],
] as const

/**
 * Reads `name=value`, which counts for [app:main], `section.name=value` of a section that the text has, and
 * `[section]`, from which on a name counts for that.
 */
export function readChanges(words: readonly string[], text: string): readonly IniChange[] {
  const sections = [...text.matchAll(/^\[(.+)\]$/gm)].map(([, name = '']) => name)
  const changes: IniChange[] = []
  let section: string | null = null
  for (const word of words) {
    const header = /^\[([^\]\r\n]+)\]$/.exec(word)?.[1]
    const own = sections.find(name => word.startsWith(`${name}.`))
    const setting = own === undefined ? word : word.slice(own.length + 1)
    const [, key, value = ''] = /^([^=[\]\s:]+)=(.*)$/s.exec(setting) ?? []
    if (header !== undefined) section = header
    else if (key === undefined)
      throw new Problem('invalid', 'a setting is name=value, section.name=value or [section]', { setting: word })
    else if (own === undefined && section === null && isShorthand(key)) changes.push(...meaningOf(key, value))
    else changes.push({ section: own ?? section ?? 'app:main', key, value })
  }
  return changes
}

function isShorthand(key: string): boolean {
  return defaults.some(([name]) => name === key)
}

function meaningOf(key: string, value: string): readonly IniChange[] {
  if (key === 'host' || key === 'port') return [{ section: 'server:main', key, value }]
  if (key === 'database_engine' && value !== 'sqlite') {
    throw new Problem('invalid', 'database_engine can be sqlite alone in this version', { database_engine: value })
  }
  return [] // http_server: there is one, and it needs no line
}

/** Kallithea's way: the line that counted becomes a comment, the new one stands below the last that names the key. */
export function changeIni(text: string, changes: readonly IniChange[]): string {
  const lines = text.split('\n')
  for (const change of changes) changeLine(lines, change)
  return lines.join('\n')
}

function changeLine(lines: string[], { section, key, value }: IniChange): void {
  const line = `${key} = ${value.replaceAll(/\r?\n/g, '\n    ')}`
  const head = lines.indexOf(`[${section}]`)
  if (head === -1) return void lines.push(`[${section}]`, line, '')
  const next = lines.findIndex((each, index) => index > head && each.startsWith('['))
  const end = next === -1 ? lines.length : next
  let last = -1
  for (let index = head + 1; index < end; index++) {
    if (keyOf(lines[index] ?? '') !== key) continue
    last = index
    lines[index] = `#${(lines[index] ?? '').replace(/^#/, '')}`
  }
  lines.splice(last === -1 ? head + 1 : last + 1, 0, line)
}

function keyOf(line: string): string | undefined {
  return /^#?([^\s=:#]+)\s*=/.exec(line)?.[1]
}
