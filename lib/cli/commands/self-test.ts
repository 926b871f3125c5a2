import { realpath } from 'node:fs/promises'
import type { Config } from '#config/config.ts'
import { listPrograms } from '#domain/instances.ts'
import { Problem } from '#std/problem.ts'
import { productVersion, projectFolder } from '#std/product.ts'
import { type Command, configOption, type Terminal } from '../command.ts'
import { checkTools } from '../demo-samples.ts'
import { sentenceOf } from '../errors.ts'
import { comparePackage } from '../package-files.ts'
import { checkNode } from '../iis/shipped-node.ts'
import { readSiteFile } from '../site-file.ts'
import { askPages, withTrialSite } from '../trial.ts'

const mostNames = 5

export const selfTest: Command = {
  usage: 'self-test',
  about: 'tries this version on a copy of the database, before a site is switched to its folder',
  options: [configOption],
  example: 'self-test -c C:\\inetpub\\kallithea-data\\my.ini',
  async run({ options }, terminal) {
    terminal.say(`Version ${productVersion()} in ${projectFolder}`)
    const { attempt, hasFailed } = attempts(terminal)
    await attempt(isWhole)
    await attempt(async () => `node.exe ${await checkNode(projectFolder)} came with it`)
    await attempt(async () => {
      const config = readSiteFile(options.config, terminal)
      await tellPrograms(config, terminal)
      await attempt(async () => {
        await checkTools(config, terminal)
        return 'git can be run'
      })
      return answers(config)
    })
    if (hasFailed()) {
      terminal.say('This version is NOT ready: leave the site where it is.')
      process.exitCode = 1
    } else terminal.say('This version is ready: the site may be switched to this folder.')
  },
}

/** One line for each check; a failure ends none of those after it. */
function attempts({ say }: Terminal) {
  let failed = 0
  return {
    hasFailed: () => failed > 0,
    async attempt(check: () => Promise<string>): Promise<void> {
      try {
        say(`ok      ${await check()}`)
      } catch (error) {
        failed++
        say(`FAILED  ${sentenceOf(error)}`)
      }
    },
  }
}

async function isWhole(): Promise<string> {
  const { count, missing, changed, foreign } = await comparePackage(projectFolder)
  if (missing.length + changed.length + foreign.length > 0) {
    throw new Problem('conflict', 'the folder is not as it was packed: unpack the zip anew, to an empty folder', {
      ...(missing.length > 0 && { missing: few(missing) }),
      ...(changed.length > 0 && { changed: few(changed) }),
      ...(foreign.length > 0 && { 'of another version': few(foreign) }),
    })
  }
  return `its ${count} files are as they were packed`
}

function few(names: readonly string[]): string {
  const more = names.length - mostNames
  return names.slice(0, mostNames).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

async function answers(config: Config): Promise<string> {
  const start = performance.now()
  await withTrialSite(config, askPages)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  return `health and pages answer after ${seconds} s, on a copy of the database; it was only read itself`
}

/** A folder that serves is not the one to try. */
async function tellPrograms(config: Config, { say }: Terminal): Promise<void> {
  const here = await realpath(projectFolder)
  for (const program of await listPrograms(config)) {
    say(`note    the site is served from ${program} now`)
    if (program === here)
      say('note    which is this folder: a new version has one of its own, never unpack it over this')
  }
}
