import path from 'node:path'
import { Problem } from '#std/problem.ts'
import { type Command, configOption, type Terminal } from '../command.ts'
import { tellDeviations } from '../iis/check.ts'
import { installScript } from '../iis/scripts.ts'
import { checkPath } from '../iis/plan-words.ts'
import { readPlan } from '../iis/plan-reading.ts'
import type { SitePlan } from '../iis/site-plan.ts'
import { siteFiles, touchRestart, writeSiteFile } from '../iis/site-files.ts'
import { pathRules } from '../iis/web-config.ts'
import { offerToRun } from '../iis/run.ts'

export const iisInstall: Command = {
  usage: 'iis-install [ini]',
  about: 'writes what IIS needs to serve this folder: web.config, iisnode.yml, install-iis.cmd, uninstall-iis.cmd',
  options: [
    configOption,
    { flags: '--virtualdir <path>', about: 'where the site begins: / (unless told) or a folder such as /kallithea' },
    { flags: '--root <path>', about: 'the older spelling of --virtualdir' },
    { flags: '--host <name>', about: 'makes a site of its own under this name: code.example.com, http://code:8080' },
    {
      flags: '--site <name>',
      about: 'the IIS site; else called as the pool with --host, and "Default Web Site" without',
    },
    { flags: '--pool <name>', about: 'the application pool, of its own; else Kallithea' },
    {
      flags: '--auth <kind>',
      about: 'windows (unless told): who is known; mixed: strangers too; anonymous: no Windows',
    },
    { flags: '--two-sites', about: 'a second site for git and hg, where Windows asks nobody' },
    { flags: '--client-host <name>', about: 'the name of that site; else git. before the --host' },
    { flags: '--client-site <name>', about: 'and how IIS calls it; else as the pool, with Git behind it' },
    { flags: '--client-id <number>', about: 'and its number in IIS, if another site has the usual one' },
    { flags: '--node <file>', about: 'the program node.exe; else the one in this folder' },
    { flags: '--data <folder>', about: 'what stays when a new version comes; else where the ini is' },
    { flags: '--repos <folder>', about: 'of all repositories, if the database is not here to be asked' },
    { flags: '--folder <path>', about: 'where this folder will be, when another machine is prepared here' },
    { flags: '--output <folder>', about: 'where to write the files; else beside server.ts' },
    {
      flags: '--check',
      about: 'write nothing: tell what of an existing site is not as it must be; exit code 1 if any',
    },
    { flags: '--appcmd <file>', about: 'with --check: what appcmd answered on the machine of IIS' },
    { flags: '--json', about: 'with --check: for scripts' },
    { flags: '--run', about: 'start install-iis.cmd without asking (Windows, as an administrator)' },
  ],
  example: 'iis-install -c C:\\inetpub\\kallithea-data\\my.ini --host code.example.com',
  async run(given, terminal) {
    if (given.switches.check) {
      if (await tellDeviations(given, terminal)) process.exitCode = 1
      return
    }
    const { plan, notes } = await readPlan(given, terminal)
    const output = outputOf(plan, given.options.output)
    const isChanged = await writeAll(plan, output, terminal.say)
    if (!isChanged) terminal.say('Everything is as it should be; nothing was written.')
    for (const note of notes) terminal.say(note)
    if (await offerToRun(path.join(output, 'install-iis.cmd'), given, terminal)) return
    tellSteps(plan, terminal.say)
  },
}

/** A folder that is meant for another machine is not the place to write to. */
function outputOf({ folder }: SitePlan, given: string | undefined): string {
  if (given !== undefined) return checkPath('--output', path.resolve(given))
  if (pathRules(folder).sep === path.sep) return folder
  throw new Problem('invalid', 'say where to write the files for another machine: --output', { folder })
}

/** Whether anything was; a file that somebody changed ends it, after the others are written. */
async function writeAll(plan: SitePlan, output: string, say: Terminal['say']): Promise<boolean> {
  const byHand: string[] = []
  let isChanged = false
  for (const file of siteFiles(plan)) {
    const outcome = await writeSiteFile(output, file)
    if (outcome === 'unchanged') continue
    if (outcome === 'written') {
      isChanged = true
      say(`Writing ${path.join(output, file.name)}`)
    } else {
      byHand.push(file.name)
      say(outcome.difference)
    }
  }
  if (isChanged) await touchRestart(output)
  if (byHand.length === 0) return isChanged
  throw new Problem(
    'conflict',
    'files were changed by hand and left alone: take over what you need from the .new beside each',
    { files: byHand.join(', '), folder: output },
  )
}

/** For who reads it on another machine, or wants to know before. */
function tellSteps(plan: SitePlan, say: Terminal['say']): void {
  say('install-iis.cmd does this, as an administrator of the machine of IIS:')
  for (const { title, commands } of installScript(plan).steps) {
    say(`  ${title}`)
    for (const command of commands) say(`      ${command.replaceAll(' >nul 2>&1', '')}`)
  }
}
