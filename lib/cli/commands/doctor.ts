import path from 'node:path'
import { echoPath } from '#domain/address-trials.ts'
import type { AddressVerdict } from '#domain/address-verdicts.ts'
import { examineSite, type Finding, thisMachine } from '#domain/doctor.ts'
import { isProblem } from '#std/problem.ts'
import { projectFolder } from '#std/product.ts'
import { tryAddresses } from '../address-asking.ts'
import { type Command, configOption, type Terminal } from '../command.ts'
import { checkFiles } from '../iis/check.ts'
import { type Deviation, noEffect } from '../iis/deviation.ts'
import { findSiteFile } from '../site-file.ts'

export const doctor: Command = {
  usage: 'doctor',
  about: 'examines a site and this machine, and says of everything that is wrong what to do; 1 where something is',
  options: [
    configOption,
    { flags: '--folder <folder>', about: 'where web.config and iisnode.yml are; else beside server.ts' },
    {
      flags: '--url <address>',
      about: 'instead: tries nasty addresses below that of a site, as it is reached by clients',
    },
    { flags: '--json', about: 'for scripts: a list of { check, tone, what, where, todo }' },
  ],
  example: 'doctor -c C:\\inetpub\\kallithea-data\\my.ini --json',
  async run({ options, switches }, terminal) {
    const isJson = switches.json ?? false
    if (options.url !== undefined) {
      return tell((await tryAddresses(options.url)).map(ofVerdict), isJson, terminal)
    }
    const ini = findSiteFile(options.config, terminal)
    const folder = path.resolve(options.folder ?? projectFolder)
    const ofSite = await examineSite(ini, thisMachine(terminal.environment))
    tell([...ofSite, ...(await examineFiles(folder))], isJson, terminal)
  },
}

/** web.config and iisnode.yml, by what `iis-install --check` knows of them. */
async function examineFiles(folder: string): Promise<readonly Finding[]> {
  try {
    const deviations = await checkFiles(folder)
    if (deviations.length > 0) return deviations.map(ofDeviation)
    return [{ check: 'web.config', tone: 'ok', what: 'it and iisnode.yml are as they must be', where: '', todo: '' }]
  } catch (error) {
    if (!isProblem(error)) throw error
    const todo = 'write it by iis-install, or name its folder by --folder'
    return [{ check: 'web.config', tone: 'bad', what: error.message, where: folder, todo }]
  }
}

function ofDeviation({ where, what, consequence, write }: Deviation): Finding {
  const tone = consequence === noEffect ? 'warn' : 'bad'
  return { check: where, tone, what: `${what}: ${consequence}`, where, todo: `write: ${write}` }
}

function ofVerdict({ trial, status, is, blamed }: AddressVerdict): Finding {
  const check = 'addresses'
  if (is === 'right') return { check, tone: 'ok', what: trial.name, where: '', todo: '' }
  const where = echoPath + trial.path.slice(0, 60)
  if (is === 'unknown') {
    const todo = 'try it in a browser, on the page IIS (/-/iis), or below a site that is open at IIS'
    return { check, tone: 'warn', what: `${trial.name}: IIS asks who it is`, where, todo }
  }
  const todo = blamed.map(each => `${each.name}: ${each.todo}`).join('; or ')
  return { check, tone: 'bad', what: `${trial.name}: the answer was ${status || 'none'}`, where, todo }
}

/** What only needs care is no failure: a script that runs this each night would be switched off. */
function tell(findings: readonly Finding[], isJson: boolean, { say }: Terminal): void {
  const count = (tone: Finding['tone']) => findings.filter(each => each.tone === tone).length
  if (isJson) say(JSON.stringify(findings, null, 2))
  else {
    for (const finding of findings) sayFinding(finding, say)
    say(`${count('bad')} wrong, ${count('warn')} to look at, ${count('ok')} all right.`)
  }
  if (count('bad') > 0) process.exitCode = 1
}

const words: Readonly<Record<Finding['tone'], string>> = { ok: 'ok   ', warn: 'care ', bad: 'WRONG' }

function sayFinding({ check, tone, what, where, todo }: Finding, say: Terminal['say']): void {
  say(`${words[tone]} ${check}: ${what}`)
  if (where) say(`      where: ${where}`)
  if (todo) say(`      do:    ${todo}`)
}
