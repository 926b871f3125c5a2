import { fileURLToPath } from 'node:url'
import { Application } from './application.ts'
import { type Answer, ask, type Asked, speak } from './client.ts'
import { environmentOf, inheritedEnvironment } from './environment.ts'
import { copySite } from './site-copy.ts'
import { openWebServer, type Served, type WebServer } from './web-server.ts'
import type { WebSite } from './web-site.ts'

/*
 * IIS with iisnode, on Linux: the shipped web.config and iisnode.yml, a copy of the site, a unix socket for the pipe.
 *
 *     const iis = await startStandIn(t, { ini: site.config.file })         // Windows authentication, root of a site
 *     const page = await iis.ask('/', { as: 'CORP\\alice' })               // { status, headers, text }
 *     await iis.ask('/_admin/auth', { method: 'POST', headers, body, as }) // `as` is the person's ticket
 *     const folder = await startStandIn(t, { ini, site: '/kallithea' })    // folder.base === '/kallithea'
 *     const other = await startStandIn(t, { ini: other, site: '/b', beside: folder })  // both below one origin
 *     const mixed = await iis.addSite({ authentication: 'mixed' })         // second site, same process
 *     await page.goto(iis.address)                                         // Chromium: option `ticket: 'CORP\\alice'`,
 *                                                 // or extraHTTPHeaders: { Authorization: ticket('CORP\\alice') }
 *     iis.kill()                                                           // node.exe dies; next request starts anew
 *     await iis.logs()                                                     // what the application printed
 *     await iis.speak('GET / HTTP/1.1\r\n…')                               // raw bytes there, raw bytes back
 *
 * All ends with the test, which fails when the application did what would hand one visitor's answer to another.
 */

export type SiteOptions = Partial<Omit<WebSite, 'base'>> & {
  /** Where IIS mounts the application. */
  readonly site?: '/' | `/${string}`
  /** An application in a folder of the same host name and port; that one ends with its own stand-in. */
  readonly beside?: StandInSite
}

export interface StandInOptions extends SiteOptions {
  /** The ini of the site: goes into appSettings as KALLITHEA_INI. */
  readonly ini?: string
  /** Environment of w3wp.exe: what stands here wins over what iisnode and appSettings say. */
  readonly environment?: Readonly<Record<string, string>>
  /** Path of a program that stands in for server.ts. */
  readonly program?: string
  /** Changes web.config before IIS reads it. */
  readonly edit?: (webConfig: string) => string
}

export interface StandInSite {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** '' or `/kallithea`. */
  readonly base: string
  /** Where the application begins: origin, base and a slash. */
  readonly address: string
  readonly server: WebServer
  /** A request to this path of the server, base included. */
  ask(path: string, asked?: Asked): Promise<Answer>
  speak(bytes: string | Buffer): Promise<string>
}

export interface StandIn extends StandInSite {
  /** The folder that stands for `C:\inetpub`. */
  readonly folder: string
  /** Another site on the same application. */
  addSite(options: SiteOptions): Promise<StandInSite>
  /** Ids of the node processes that run. */
  processes(): readonly number[]
  logs(): Promise<string>
  /** Kills node.exe as Windows does, without a word. */
  kill(): void
  /** What went wrong so far in a way that fails the test; taking it away forgives it. */
  takeFaults(): readonly string[]
  stop(): Promise<void>
}

interface Teardown {
  teardown(run: () => Promise<void>): void
}

/** Starts IIS; node itself starts with the first request, as under iisnode. */
export async function startStandIn(t: Teardown, options: StandInOptions = {}): Promise<StandIn> {
  const { ini = null, program = null, edit = (text: string) => text, environment = {}, ...first } = options
  const copy = await copySite({ ini, program, edit })
  const { settings } = copy.config
  const faults: string[] = []
  const fault = (what: string) => void faults.push(what)
  const application = new Application({
    script: copy.script,
    interceptor: fileURLToPath(new URL('interceptor.ts', import.meta.url)),
    executable: copy.executable,
    environment: environmentOf({ ...inheritedEnvironment(), ...environment }, copy.config),
    runFolder: copy.folder,
    settings,
    fault,
  })
  running.add(application)
  process.off('exit', killAll).once('exit', killAll)
  const closers: (() => Promise<void>)[] = []
  const addSite = (siteOptions: SiteOptions) =>
    openSite(siteOptions, { config: copy.config, application, fault }, closers)
  const site = await addSite(first)
  const stop = async () => {
    for (const close of closers.splice(0)) await close()
    application.kill()
    running.delete(application)
    await copy.remove()
  }
  t.teardown(async () => {
    await stop()
    if (faults.length > 0) throw new Error(`iisnode would have failed:\n${faults.join('\n')}`)
  })
  return {
    ...site,
    folder: copy.folder,
    addSite: more => addSite({ instanceId: closers.length + 1, ...more }),
    processes: () => application.ids,
    logs: copy.logs,
    kill: () => application.kill(),
    takeFaults: () => faults.splice(0),
    stop,
  }
}

async function openSite(
  { site = '/', beside, ...options }: SiteOptions,
  served: Omit<Served, 'site'>,
  closers: (() => Promise<void>)[],
): Promise<StandInSite> {
  const base = site === '/' ? '' : site
  const mounted = { ...served, site: { ...usual, ...options, base } }
  const server = beside?.server ?? (await openWebServer(mounted))
  if (beside) server.add(mounted)
  else closers.push(server.close)
  const origin = `http://127.0.0.1:${server.port}`
  return {
    origin,
    base,
    address: `${origin}${base}/`,
    server,
    ask: (path, asked) => ask(origin, path, asked),
    speak: bytes => speak(origin, bytes),
  }
}

const running = new Set<Application>()

/** The processes have a group of their own and would outlive a test run that is cut off. */
function killAll(): void {
  for (const application of running) application.kill()
}

const usual: Omit<WebSite, 'base'> = {
  instanceId: 1,
  authentication: 'windows',
  filtering: true,
  anonymousUser: 'empty',
  target: 'normalised',
  version: null,
  https: false,
  maxRequestBytes: 16_384,
  variables: {},
  ticket: null,
}
