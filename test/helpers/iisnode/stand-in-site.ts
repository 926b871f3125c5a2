import { type Answer, ask, type Asked, speak } from './client.ts'
import { openWebServer, type Served, type WebServer } from './web-server.ts'
import type { WebSite } from './web-site.ts'

export type SiteOptions = Partial<Omit<WebSite, 'base'>> & {
  /** Where IIS mounts the application. */
  readonly site?: '/' | `/${string}`
  /** An application in a folder of the same host name and port; that one ends with its own stand-in. */
  readonly beside?: StandInSite
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

/** Mounts an application, on a port of its own unless it is to stand beside another. */
export async function openSite(
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
  signOn: null,
}
