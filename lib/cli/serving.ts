import { flushCompileCache } from 'node:module'
import { createApp, warmUp } from '#app.ts'
import type { Config } from '#config/config.ts'
import { announceInstance } from '#domain/instances.ts'
import { closeSite, openSite, sweepSite } from '#domain/site.ts'
import { detectHost } from '#hosting/hosting.ts'
import type { Terminal } from './command.ts'
import { beginTrace } from './site-trace.ts'

const afterFirstPages = 3000

/** Opens the site, listens, and says where. Stays until the process is told to stop; under IIS nobody tells it. */
export async function serveSite(config: Config, terminal: Terminal, port: number = config.port): Promise<void> {
  const { environment, say } = terminal
  const host = detectHost(environment, { ...config, port })
  for (const note of host.notes) say(note)
  await beginTrace(config, host, terminal)
  const site = await openSite(config, environment)
  try {
    const listening = await host.listen(createApp(site))
    say(`Kallithea is at ${listening.address}`)
    onceStopped(async () => {
      await listening.close()
      await closeSite(site)
    })
    await announceInstance(config, say)
    await sweepSite(site)
    setTimeout(warmUp, untilWarming).unref()
    keepCompiled()
  } catch (error) {
    await closeSite(site)
    throw error
  }
}

/** Milliseconds: the request that IIS started us for comes first. */
const untilWarming = 2000

/** Node writes its compile cache when it exits, and iisnode kills it: without this, no later start would be quicker. */
function keepCompiled(): void {
  setTimeout(flushCompileCache, afterFirstPages).unref()
}

function onceStopped(close: () => Promise<void>): void {
  let closing = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1) // asked a second time: somebody does not want to wait
      closing = true
      void close().then(() => process.exit(0))
    })
  }
}
