import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IisnodeSettings } from './settings.ts'

/** What iisnode appends to the environment of w3wp.exe; a name that is there already keeps its value. */
export function environmentOf(
  inherited: Readonly<Record<string, string>>,
  { settings, appSettings }: { settings: IisnodeSettings; appSettings: readonly (readonly [string, string])[] },
): Record<string, string> {
  const logging: Record<string, string> = {
    IISNODE_LOGGINGENABLED: '1',
    IISNODE_LOGDIRECTORY: settings.logDirectory,
    // the spelling iisnode's interceptor asks for; Windows knows no case
    IISNODE_logDirECTORY: settings.logDirectory,
    IISNODE_MAXTOTALLOGFILESIZEINKB: String(settings.maxTotalLogFileSizeInKB),
    IISNODE_MAXLOGFILESIZEINKB: String(settings.maxLogFileSizeInKB),
    IISNODE_MAXLOGFILES: String(settings.maxLogFiles),
  }
  const appended: (readonly [string, string])[] = [
    ['IISNODE_VERSION', '0.2.26'],
    ['NODE_PENDING_PIPE_INSTANCES', '5000'],
    ...appSettings,
    ...(settings.node_env === '' || settings.node_env === '%node_env%'
      ? []
      : [['NODE_ENV', settings.node_env] as const]),
    ...(settings.loggingEnabled ? Object.entries(logging) : []),
    ['COMPUTERNAME', hostname().toUpperCase()],
  ]
  const environment = { ...inherited }
  for (const [name, value] of appended) environment[name] ??= value
  return environment
}

/** The environment of this process without what a test runner or another host put there. */
export function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(PORT|NODE_.*|IISNODE_.*|KALLITHEA_.*|DEBUG)$/.test(name),
  )
  // one cache for all copies: each would compile everything anew; what is deployed has its own
  const cache: Record<string, string> =
    process.platform === 'win32' ? {} : { NODE_COMPILE_CACHE: join(tmpdir(), 'kallithea-compile-cache') }
  return { ...Object.fromEntries(entries.map(([name, value]) => [name, value ?? ''])), ...cache }
}
