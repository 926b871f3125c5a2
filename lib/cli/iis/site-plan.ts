/** One installation under IIS as it is to be: everything that its files and scripts say. */
export interface SitePlan extends SitePlace {
  /** What stays when another version comes: the ini, the database, caches, logs. */
  readonly data: string
  readonly ini: string
  /** The program node.exe. */
  readonly node: string
  /** Further folders that the server writes to. */
  readonly writable: readonly string[]
}

/** Where in IIS a folder is served, and to whom. */
export interface SitePlace {
  /** Where server.ts, web.config and iisnode.yml are. */
  readonly folder: string
  /** The name of the IIS site. */
  readonly site: string
  /** '' at its root, else `/kallithea`. */
  readonly virtualFolder: string
  /** Where a site of our own listens; null where the site is there already. */
  readonly binding: Binding | null
  readonly pool: string
  readonly auth: Authentication
  readonly clients: ClientSite | null
}

/** Who IIS lets in: whom Windows knows, also strangers, or everybody without asking. */
export type Authentication = (typeof authentications)[number]

export const authentications = ['windows', 'mixed', 'anonymous'] as const

/** The second site, for git and hg: the same folder and pool; IIS asks nobody there, the application does. */
export interface ClientSite {
  readonly site: string
  /** Its number in IIS, by which the application tells its requests from the others. */
  readonly id: number
  readonly binding: Binding
}

export interface Binding {
  readonly scheme: 'http' | 'https'
  readonly host: string
  readonly port: number
}

/** As a browser or a client writes it, without a slash at its end. */
export function addressOf({ scheme, host, port }: Binding): string {
  const usual = scheme === 'https' ? 443 : 80
  return `${scheme}://${host}${port === usual ? '' : `:${port}`}`
}

/** `https/*:443:code.example.com` */
export function bindingOf({ scheme, host, port }: Binding): string {
  return `${scheme}/*:${port}:${host}`
}

/** The path of the place in the configuration of IIS: `Kallithea`, `Default Web Site/kallithea`. */
export function placeOf({ site, virtualFolder }: SitePlace): string {
  return site + virtualFolder
}
