const table = {
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

export type IisnodeSettings = Readonly<typeof table>

/**
 * The attributes of `<iisnode>` with the defaults of its schema. IIS refuses a name or a value the schema does not
 * know.
 */
export function settingsOfXml(attributes: Readonly<Record<string, string>>): IisnodeSettings {
  const unknown = Object.keys(attributes).find(name => !(name in table))
  if (unknown !== undefined) throw new Error(`unrecognized attribute '${unknown}'`)
  return merge(table, attributes, /^(true|false)$/)
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
export function settingsOfYml(text: string, below: IisnodeSettings): IisnodeSettings {
  const given: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const written = line.replace(/#.*$/, '').replace(/^ +| +$/g, '')
    if (written === '') continue
    const colon = written.indexOf(':')
    if (colon <= 0) throw new Error(`iisnode.yml: no colon in "${line}"`)
    const name = written.slice(0, colon).replace(/ +$/, '')
    const value = written.slice(colon + 1).replace(/^ +/, '')
    const key = name === 'debugPortRange' ? 'debuggerPortRange' : name
    if (key in table && value !== '') given[key] = value
  }
  return merge(below, given, /^(true|false|yes|no|1|0)$/i)
}

function merge(below: IisnodeSettings, given: Readonly<Record<string, string>>, boolean: RegExp): IisnodeSettings {
  const read = Object.entries(given).map(([name, value]): [string, unknown] => {
    const kind = typeof Object.entries(below).find(([each]) => each === name)?.[1]
    if (kind === 'string') return [name, value]
    if (kind === 'number' && /^\d+$/.test(value)) return [name, Number(value)]
    if (kind === 'boolean' && boolean.test(value)) return [name, /^(true|yes|1)$/i.test(value)]
    throw new Error(`${name} cannot be "${value}"`)
  })
  return { ...below, ...Object.fromEntries(read) }
}
