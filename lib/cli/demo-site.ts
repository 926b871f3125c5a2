import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { type Config, loadConfig } from '#config/config.ts'
import { writeIni } from '#config/ini.ts'
import { createSite, hasDatabase } from '#domain/new-site.ts'
import { scanRepositories } from '#domain/repository-scan.ts'
import { closeSite, openSite } from '#domain/site.ts'
import type { Terminal } from './command.ts'
import { checkTools, makeSamples } from './demo-samples.ts'
import { makeFolder } from './folders.ts'

/** The configuration of the site in this folder. What is not there yet is made, and each step is said. */
export async function openDemoSite(folder: string, terminal: Terminal): Promise<Config> {
  const root = path.join(folder, 'repositories')
  await makeFolder(root, 'give this account the right to, or choose another by --data')
  const ini = path.join(folder, 'my.ini')
  if (!existsSync(ini)) {
    terminal.say(`writing ${ini}`)
    await writeFileAtomic(ini, writeIni(), { mode: 0o600 })
  }
  const { config, notes } = loadConfig(ini, terminal.environment)
  for (const note of notes) terminal.say(note)
  await checkTools(config, terminal)
  if (!(await hasDatabase(config))) await fill(config, root, terminal)
  await takeIn(config, terminal)
  return config
}

/** The database comes last and in one step, so that a start which was broken off is begun again. */
async function fill(config: Config, root: string, terminal: Terminal): Promise<void> {
  await makeSamples(config, root, terminal)
  const password = randomBytes(9).toString('base64url')
  const admin = { username: 'admin', password, email: 'admin@localhost.localdomain' }
  const isNew = await createSite(config, { root, admin, publicAccess: true, now: new Date() })
  if (!isNew) return
  terminal.say(`the database is made; sign in as ${admin.username} with the password ${password} (told only now)`)
}

/** What lies below the root at each start can be browsed, also what somebody put there. */
async function takeIn(config: Config, { say }: Terminal): Promise<void> {
  const site = await openSite(config)
  try {
    const { added } = await scanRepositories(site)
    if (added.length > 0) say(`repositories to browse: ${added.join(', ')}`)
  } finally {
    await closeSite(site)
  }
}
