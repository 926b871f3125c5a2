import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from './iis-answer.ts'
import { settingsOfYml } from './settings.ts'
import { namesIn, WatchedFiles } from './watched-files.ts'
import { parseSiteConfig, type SiteConfig } from './web-config.ts'

interface Options {
  /** Where web.config and iisnode.yml are. */
  readonly folder: string
  /** The configuration of this machine, from that of the files. */
  readonly adapt: (config: SiteConfig) => SiteConfig
  /** Told that the running processes are of yesterday. */
  readonly changed: () => void
}

/**
 * What IIS and iisnode know of a site at a request. Files are looked at when one comes: a change has no effect before
 * that in IIS either.
 */
export class LiveConfig {
  readonly #options: Options
  readonly #webConfig: WatchedFiles
  #config: SiteConfig
  #failure: Failure | null = null
  #watched: WatchedFiles | null = null

  /** Throws at files with which a test should not begin. */
  constructor(options: Options) {
    this.#options = options
    this.#webConfig = new WatchedFiles(options.folder, ['web.config'])
    this.#config = this.#read()
  }

  /** For the request that comes now: the configuration, or how every request fails. */
  current(): SiteConfig | Failure {
    if (this.#webConfig.hasChanged()) {
      this.#reload(500, 19, () => this.#read())
      this.#watched = null
    }
    try {
      // iisnode begins to watch when it starts the application
      this.#watched ??= new WatchedFiles(this.#options.folder, namesIn(this.#config.settings.watchedFiles))
    } catch {
      return { status: 500, subStatus: 1000 }
    }
    // iisnode helps clients of its own machine with a page of status 200
    if (this.#watched.hasChanged()) this.#reload(200, 1000, () => this.#readOverrides())
    return this.#failure ?? this.#options.adapt(this.#config)
  }

  #reload(status: number, subStatus: number, read: () => SiteConfig): void {
    this.#options.changed()
    try {
      this.#config = read()
      this.#failure = null
    } catch {
      this.#failure = { status, subStatus }
    }
  }

  #read(): SiteConfig {
    return parseSiteConfig(this.#text('web.config') ?? '', this.#text('iisnode.yml'))
  }

  /** On top of what was known: a setting that is taken away keeps its value. */
  #readOverrides(): SiteConfig {
    const yml = this.#text('iisnode.yml')
    return yml === null ? this.#config : { ...this.#config, settings: settingsOfYml(yml, this.#config.settings) }
  }

  #text(name: string): string | null {
    try {
      return readFileSync(join(this.#options.folder, name), 'utf8')
    } catch {
      return null
    }
  }
}
