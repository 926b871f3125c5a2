/** Every attribute of `<iisnode>` with the initial value of its schema. */
export const iisnodeDefaults = {
  node_env: '%node_env%',
  asyncCompletionThreadCount: 0,
  nodeProcessCountPerApplication: 1,
  nodeProcessCommandLine: 'node.exe',
  interceptor: '"%programfiles%\\iisnode\\interceptor.js"',
  maxConcurrentRequestsPerProcess: 1024,
  maxNamedPipeConnectionRetry: 100,
  namedPipeConnectionRetryDelay: 250,
  maxNamedPipeConnectionPoolSize: 512,
  maxNamedPipePooledConnectionAge: 30_000,
  initialRequestBufferSize: 4096,
  maxRequestBufferSize: 65_536,
  uncFileChangesPollingInterval: 5000,
  gracefulShutdownTimeout: 60_000,
  logDirectory: 'iisnode',
  debuggingEnabled: true,
  debuggerExtensionDll: 'iisnode-inspector.dll',
  debugHeaderEnabled: false,
  debuggerVirtualDir: '',
  debuggerPathSegment: 'debug',
  debuggerPortRange: '5058-6058',
  maxLogFileSizeInKB: 128,
  maxTotalLogFileSizeInKB: 1024,
  maxLogFiles: 20,
  loggingEnabled: true,
  devErrorsEnabled: true,
  flushResponse: false,
  watchedFiles: '*.js;iisnode.yml',
  enableXFF: false,
  promoteServerVars: '',
  configOverrides: 'iisnode.yml',
  recycleSignalEnabled: false,
  idlePageOutTimePeriod: 0,
  nodeProcessStickySessions: false,
}

export type IisnodeSettings = Readonly<typeof iisnodeDefaults>

/** What was read over what was before, and what iisnode stumbles over or passes over. */
export interface ReadSettings {
  readonly settings: IisnodeSettings
  /** Names that were given, in the spelling of the attributes. */
  readonly given: ReadonlySet<string>
  readonly mistakes: readonly SettingMistake[]
}

export interface SettingMistake {
  /** Of iisnode.yml; null for an attribute. */
  readonly line: number | null
  readonly what: string
  /** True: every request fails; false: it has no effect, without a word. */
  readonly isFatal: boolean
}

/** The attributes of the element. IIS refuses a name or a value that the schema does not know. */
export function readIisnodeElement(attributes: Readonly<Record<string, string>>): ReadSettings {
  const given = Object.entries(attributes).map(([name, value]) => ({ name, value, line: null }))
  const unknown = given.filter(({ name }) => !(name in iisnodeDefaults))
  const known = merge(
    iisnodeDefaults,
    given.filter(({ name }) => name in iisnodeDefaults),
    /^(true|false)$/,
  )
  const mistakes = unknown.map(({ name }) => ({ line: null, what: `unrecognized attribute '${name}'`, isFatal: true }))
  return { ...known, mistakes: [...mistakes, ...known.mistakes] }
}

/**
 * Reads iisnode.yml as iisnode does, which is not YAML:
 *
 *     file    = { line newline }
 *     line    = { " " } [ key { " " } ":" { " " } value { " " } ] [ "#" anything ]
 *
 * A `#` begins a comment wherever it stands, quotes belong to the value, only spaces are blank, unknown keys and empty
 * values are passed over. A line without colon or a bad value makes every request fail.
 */
export function readIisnodeYml(text: string, below: IisnodeSettings): ReadSettings {
  const given: Line[] = []
  const mistakes: SettingMistake[] = []
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const line = index + 1
    const written = whole.replace(/#.*$/, '').replace(/^ +| +$/g, '')
    const colon = written.indexOf(':')
    if (written === '') continue
    if (colon <= 0) mistakes.push({ line, what: `no colon in "${whole}"`, isFatal: true })
    else {
      const key = written.slice(0, colon).replace(/ +$/, '')
      const name = key === 'debugPortRange' ? 'debuggerPortRange' : key
      const value = written.slice(colon + 1).replace(/^ +/, '')
      if (!(name in iisnodeDefaults)) mistakes.push({ line, what: `${key} is no setting of iisnode`, isFatal: false })
      else if (value === '') mistakes.push({ line, what: `${key} has no value`, isFatal: false })
      else given.push({ name, value, line })
    }
  }
  const read = merge(below, given, /^(true|false|yes|no|1|0)$/i)
  return { ...read, mistakes: [...mistakes, ...read.mistakes].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
}

interface Line {
  readonly name: string
  readonly value: string
  readonly line: number | null
}

function merge(below: IisnodeSettings, given: readonly Line[], boolean: RegExp): ReadSettings {
  const mistakes: SettingMistake[] = []
  const read = given.flatMap(({ name, value, line }): [string, unknown][] => {
    const kind = typeof Object.entries(below).find(([each]) => each === name)?.[1]
    if (kind === 'string') return [[name, value]]
    if (kind === 'number' && /^\d+$/.test(value)) return [[name, Number(value)]]
    if (kind === 'boolean' && boolean.test(value)) return [[name, /^(true|yes|1)$/i.test(value)]]
    mistakes.push({ line, what: `${name} cannot be "${value}"`, isFatal: true })
    return []
  })
  const names = new Set(given.map(({ name }) => name))
  return { settings: { ...below, ...Object.fromEntries(read) }, given: names, mistakes }
}
