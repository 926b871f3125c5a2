import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Finding, findingsOf } from './finding.ts'

const { ok, warn, bad } = findingsOf('iisnode.yml')

/** What iisnode stumbles over, or passes over without a word, in its file beside server.ts. */
export async function checkIisnodeYml(folder: string): Promise<readonly Finding[]> {
  const file = path.join(folder, 'iisnode.yml')
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) return []
  const findings = readIisnodeYml(bytes.toString('utf8')).map(({ line, what, isFatal, todo }) => {
    const where = line === null ? file : `${file} line ${line}`
    return isFatal
      ? bad({ what: `${what}: every request fails with 500.1000`, where, todo })
      : warn({ what, where, todo })
  })
  return findings.length > 0 ? findings : [ok(`${file} is as iisnode reads it`)]
}

export interface YmlMistake {
  readonly line: number | null
  readonly what: string
  readonly isFatal: boolean
  readonly todo: string
}

/**
 * Reads the grammar of iisnode, which is not YAML:
 *
 *     file    = { line newline }                      ASCII, no mark at its beginning
 *     line    = { " " } [ key { " " } ":" { " " } value { " " } ] [ "#" anything ]
 *
 * A `#` begins a comment wherever it stands, only spaces are blank, quotes belong to the value.
 */
export function readIisnodeYml(text: string): readonly YmlMistake[] {
  const mark = { line: null, what: 'it begins with a mark of Unicode', isFatal: true, todo: 'save it as ANSI' }
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  return [
    ...(text.startsWith('\ufeff') ? [mark] : []),
    ...lines.flatMap((line, index) => mistakesIn(line).map(mistake => ({ ...mistake, line: index + 1 }))),
  ]
}

type InLine = Omit<YmlMistake, 'line'>

function mistakesIn(line: string): readonly InLine[] {
  const written = line.replace(/#.*$/, '')
  const passed = (what: string, todo: string): InLine => ({ what, isFatal: false, todo })
  const fatal = (what: string, todo: string): InLine => ({ what, isFatal: true, todo })
  if (/^[ \t]*$/.test(written)) return []
  const found: InLine[] = []
  if (written.includes('\t')) found.push(passed('a tab is part of the name or the value', 'blanks in its place'))
  if (/[^\x20-\x7e\t]/.test(written)) found.push(passed('letters beyond ASCII become others', 'a path without them'))
  const [, key, value] = /^[ \t]*([^:]+?)[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(written) ?? []
  if (key === undefined || value === undefined) return [...found, fatal('there is no colon', 'name: value')]
  if (line !== written && /[^ ]$/.test(written))
    found.push(passed('what follows the number sign is a comment', 'a value without #'))
  const kind = kinds.get(key)
  if (kind === undefined) found.push(passed(`${key} is no setting of iisnode`, 'correct its name: case counts'))
  else if (value === '') found.push(passed(`${key} has no value, so the line counts for nothing`, `${key}: value`))
  else if (kind === 'bool' && !/^(true|false|yes|no|1|0)$/i.test(value))
    found.push(fatal(`${key} cannot be ${value}`, `${key}: true, or ${key}: false`))
  else if (kind === 'number' && !/^\d+$/.test(value)) found.push(fatal(`${key} cannot be ${value}`, `${key}: a number`))
  return found
}

const numbers =
  'asyncCompletionThreadCount nodeProcessCountPerApplication maxConcurrentRequestsPerProcess ' +
  'maxNamedPipeConnectionRetry namedPipeConnectionRetryDelay maxNamedPipeConnectionPoolSize ' +
  'maxNamedPipePooledConnectionAge initialRequestBufferSize maxRequestBufferSize uncFileChangesPollingInterval ' +
  'gracefulShutdownTimeout maxLogFileSizeInKB maxTotalLogFileSizeInKB maxLogFiles idlePageOutTimePeriod'
const bools =
  'debuggingEnabled debugHeaderEnabled loggingEnabled devErrorsEnabled flushResponse enableXFF ' +
  'recycleSignalEnabled nodeProcessStickySessions'
const texts =
  'node_env nodeProcessCommandLine interceptor logDirectory debuggerExtensionDll debuggerVirtualDir ' +
  'debuggerPathSegment debugPortRange watchedFiles promoteServerVars configOverrides'

const kinds: ReadonlyMap<string, 'number' | 'bool' | 'text'> = new Map([
  ...numbers.split(' ').map(name => [name, 'number'] as const),
  ...bools.split(' ').map(name => [name, 'bool'] as const),
  ...texts.split(' ').map(name => [name, 'text'] as const),
])
