import path from 'node:path'
import { inspect } from 'node:util'
import type { Config } from '#config/config.ts'
import type { Host } from '#hosting/hosting.ts'
import { openTrace } from '#trace/open.ts'
import { traceFolder } from '#trace/places.ts'
import { report } from '#trace/trace.ts'
import type { Terminal } from './command.ts'
import { logFolder } from './log-folder.ts'

/** From now on the trace has what this process says, and how it ends. What cannot be traced is served all the same. */
export async function beginTrace(
  { file }: Pick<Config, 'file'>,
  { kind }: Pick<Host, 'kind'>,
  { environment }: Pick<Terminal, 'environment'>,
): Promise<void> {
  const folder = traceFolder(file)
  const written = environment.IISNODE_LOGDIRECTORY || null
  const script = path.dirname(process.argv[1] ?? '')
  const logs = written === null ? null : logFolder(script, written)
  try {
    await openTrace({ folder, hasConsole: kind !== 'iisnode', logs })
  } catch (error) {
    report('cli:site-trace', 'the trace cannot be kept in %s: %s', folder, error)
  }
  // with a listener of ours that of iisnode's interceptor stays silent: this is told in the trace, and once
  process.on('uncaughtException', (error, origin) => {
    const how = origin === 'unhandledRejection' ? 'unhandled rejection' : 'uncaught exception'
    report('cli:site-trace', 'ends by an %s: %s', how, inspect(error))
    process.exit(1)
  })
}
