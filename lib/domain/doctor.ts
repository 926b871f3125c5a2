import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Config } from '#config/config.ts'
import { checkClock } from './doctor/clock.ts'
import { examineDatabase } from './doctor/database.ts'
import { checkEnvironment } from './doctor/environment.ts'
import type { Finding, Surroundings } from './doctor/finding.ts'
import { checkFolders } from './doctor/folders.ts'
import { checkValues } from './doctor/ini-values.ts'
import { readIni } from './doctor/ini.ts'
import { checkLongPaths, listHttpLimits } from './doctor/long-paths.ts'
import { checkNode, checkPrograms } from './doctor/programs.ts'
import { openRegistry } from './doctor/registry.ts'
import { checkLdap, checkMail } from './doctor/servers.ts'
import { checkTwins } from './doctor/twins.ts'
import { readSettings, repositoriesRoot } from './settings.ts'
import { openTools, type Site } from './site.ts'

export type { Finding, Surroundings } from './doctor/finding.ts'

/** This machine, as it is. */
export function thisMachine(environment: Surroundings['environment']): Surroundings {
  const registry = openRegistry(environment)
  return { environment, platform: process.platform, registry, now: () => new Date() }
}

/** Looks at everything that a site needs. Nothing is changed or left behind, and one mistake hides no other. */
export async function examineSite(ini: string, around: Surroundings): Promise<readonly Finding[]> {
  const { config, findings } = readIni(ini, around)
  return [
    ...findings,
    ...checkNode(process.versions.node, process.execPath),
    ...(await checkEnvironment(around)),
    ...(await checkLongPaths(around)),
    ...(await listHttpLimits(around)),
    ...(config === null ? [] : await examineConfigured(config, around)),
  ]
}

/** The same for a site that is being served: its own database and tools are asked, all at once. */
export async function examineOpenSite(site: Site): Promise<readonly Finding[]> {
  const { config, db, vcs, now } = site
  const around = { ...thisMachine(site.environment), now }
  const settings = await readSettings(site)
  const root = await repositoriesRoot({ db })
  const checks = [
    readIni(config.file, around).findings,
    checkNode(process.versions.node, process.execPath),
    checkValues(config, around),
    checkEnvironment(around),
    checkPrograms(vcs, config, around),
    checkFolders(config, root),
    checkLongPaths(around),
    listHttpLimits(around),
    checkClock(config.here, around),
    checkMail(config),
    checkLdap(settings, around),
    checkTwins(config),
  ]
  return (await Promise.all(checks)).flat()
}

async function examineConfigured(config: Config, around: Surroundings): Promise<readonly Finding[]> {
  return [
    ...checkValues(config, around),
    ...(await examineTools(config, around)),
    ...(await examineStored(config, around)),
    ...(await checkClock(config.here, around)),
    ...(await checkMail(config)),
    ...(await checkTwins(config)),
  ]
}

/** In a home of their own: the server's may have to be made, and by the server's account. */
async function examineTools(config: Config, around: Surroundings): Promise<readonly Finding[]> {
  const cacheDir = await mkdtemp(path.join(tmpdir(), 'kallithea-doctor-'))
  const vcs = openTools({ ...config, cacheDir })
  try {
    return await checkPrograms(vcs, config, around)
  } finally {
    await vcs.close()
    await rm(cacheDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function examineStored(config: Config, around: Surroundings): Promise<readonly Finding[]> {
  const opened = await examineDatabase(config)
  if (!('db' in opened)) return [...opened, ...(await checkFolders(config, null))]
  try {
    const settings = await readSettings({ db: opened.db, config })
    return [...opened.findings, ...(await checkFolders(config, opened.root)), ...(await checkLdap(settings, around))]
  } finally {
    await opened.close()
  }
}
