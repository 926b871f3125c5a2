import { fileURLToPath } from 'node:url'
import { Application } from './application.ts'
import { environmentOf, inheritedEnvironment } from './environment.ts'
import { LiveConfig } from './live-config.ts'
import { copySite, siteInPlace } from './site-copy.ts'
import { openSite, type SiteOptions, type StandInSite } from './stand-in-site.ts'

export type { StandInSite } from './stand-in-site.ts'

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
 *     iis.recycle()                                                        // the next request starts new processes
 *     await iis.change('restart.txt', () => 'now')                         // as does a file that iisnode watches
 *     iis.kill()                                                           // node.exe dies; next request starts anew
 *     await iis.logs()                                                     // what the application printed
 *     await iis.speak('GET / HTTP/1.1\r\n…')                               // raw bytes there, raw bytes back
 *
 * All ends with the test, which fails when the application did what would hand one visitor's answer to another.
 */

export interface StandInOptions extends SiteOptions {
  /** The ini of the site: goes into appSettings as KALLITHEA_INI. */
  readonly ini?: string
  /** Environment of w3wp.exe: what stands here wins over what iisnode and appSettings say. */
  readonly environment?: Readonly<Record<string, string>>
  /** A folder that was made ready for this very place, with its data in `kallithea-data` beside it. */
  readonly deployed?: string
  /** Path of a program that stands in for server.ts. */
  readonly program?: string
  /** Changes web.config before IIS reads it. */
  readonly edit?: (webConfig: string) => string
  /** Changes iisnode.yml before iisnode reads it. */
  readonly editYml?: (text: string) => string
}

export interface StandIn extends StandInSite {
  /** The folder that stands for `C:\inetpub`. */
  readonly folder: string
  /** Another site on the same application. */
  addSite(options: SiteOptions): Promise<StandInSite>
  /** Ids of the node processes that run, the oldest generation first. */
  processes(): readonly number[]
  /** How many requests they have to answer. */
  active(): number
  logs(): Promise<string>
  /** Rewrites a file of the site, or begins it; null takes it away. */
  change(name: string, edit: ((text: string) => string) | null): Promise<void>
  /** As any change of the configuration of IIS does: the next request starts new processes, the old ones drain. */
  recycle(): void
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
  const unedited = (text: string) => text
  const { ini = null, program = null, edit = unedited, editYml = unedited, ...others } = options
  const { environment = {}, deployed, ...first } = others
  const copy = deployed === undefined ? await copySite({ ini, program, edit, editYml }) : siteInPlace(deployed)
  const faults: string[] = []
  const fault = (what: string) => void faults.push(what)
  const config = new LiveConfig({ folder: copy.site, adapt: copy.adapt, changed: () => application.recycle() })
  const application = new Application(adapted => ({
    ...copy.program(adapted),
    interceptor: fileURLToPath(new URL('interceptor.ts', import.meta.url)),
    environment: environmentOf({ ...inheritedEnvironment(), ...environment }, adapted),
    runFolder: copy.folder,
    settings: adapted.settings,
    fault,
  }))
  running.add(application)
  process.off('exit', killAll).once('exit', killAll)
  const closers: (() => Promise<void>)[] = []
  const addSite = (siteOptions: SiteOptions) => openSite(siteOptions, { config, application, fault }, closers)
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
    active: () => application.active,
    logs: copy.logs,
    change: copy.change,
    recycle: () => application.recycle(),
    kill: () => application.kill(),
    takeFaults: () => faults.splice(0),
    stop,
  }
}

const running = new Set<Application>()

/** The processes have a group of their own and would outlive a test run that is cut off. */
function killAll(): void {
  for (const application of running) application.kill()
}
