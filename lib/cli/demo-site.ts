import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Config, loadConfig } from '#config/config.ts'
import { writeIni } from '#config/ini.ts'
import { createSite } from '#domain/new-site.ts'
import { scanRepositories } from '#domain/repository-scan.ts'
import { makeSampleRepositories } from '#domain/samples.ts'
import { closeSite, openSite } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import type { Terminal } from './command.ts'
import { projectFolder } from './version.ts'

/** The configuration of the site in this folder. What is not there yet is made, and each step is said. */
export async function openDemoSite(folder: string, terminal: Terminal): Promise<Config> {
  const root = path.join(folder, 'repositories')
  await makeFolder(root)
  const ini = path.join(folder, 'my.ini')
  if (!existsSync(ini)) {
    terminal.say(`writing ${ini}`)
    await writeFile(ini, writeIni({}), { flag: 'wx', mode: 0o600 })
  }
  const { config, notes } = loadConfig(ini, terminal.environment)
  for (const note of notes) terminal.say(note)
  await fillOnce(config, { root, terminal })
  return config
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    const probe = path.join(folder, `.written-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw new Problem(
      'unavailable',
      'nothing can be written to this folder: give this account the right to, or choose another with --data',
      { folder },
      error,
    )
  }
}

interface Place {
  readonly root: string
  readonly terminal: Terminal
}

/** The database comes about in one step, so a start that was broken off is begun again and a finished one is kept. */
async function fillOnce(config: Config, { root, terminal }: Place): Promise<void> {
  const password = randomBytes(9).toString('base64url')
  const admin = { username: 'admin', password, email: 'admin@localhost.localdomain' }
  const isNew = await createSite(config, { root, admin, publicAccess: true, now: new Date() })
  const site = await openSite(config)
  try {
    const { git, hg } = await site.vcs.tools()
    if (!git) {
      throw new Problem(
        'unavailable',
        'git was not found: install Git and start again, or name it by git_path in my.ini',
      )
    }
    if (!isNew) return
    terminal.say(`the database is made; sign in as ${admin.username} with the password ${password} (told only now)`)
    if (!hg) terminal.say('Mercurial (hg) was not found: the site has no Mercurial repository to show')
    const project = existsSync(path.join(projectFolder, '.git')) ? projectFolder : null
    await makeSampleRepositories({ vcs: site.vcs, root, project, say: terminal.say })
    const { added } = await scanRepositories(site)
    terminal.say(`repositories to browse: ${added.join(', ')}`)
  } finally {
    await closeSite(site)
  }
}
