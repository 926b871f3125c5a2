import path from 'node:path'
import { projectFolder } from '#std/product.ts'
import { Problem } from '#std/problem.ts'
import type { Given, Terminal } from '../command.ts'
import { checkIisnode } from './check-iisnode.ts'
import { checkMachine, questionsAbout } from './check-machine.ts'
import { checkWebConfig, serverOf } from './check-web-config.ts'
import type { Deviation } from './deviation.ts'
import { readPlace } from './plan-reading.ts'
import { askAppcmd } from './run.ts'
import { placeOfScript } from './scripts.ts'
import { isSealed } from './seal.ts'
import { readIfThere } from './site-files.ts'
import { placeOf, type SitePlace } from './site-plan.ts'
import { find, openXml } from './xml.ts'

/** Tells what of an existing site is not as it must be; the answer is whether anything is. */
export async function tellDeviations({ options, switches }: Given, terminal: Terminal): Promise<boolean> {
  const { say } = terminal
  const folder = path.resolve(options.output ?? options.folder ?? projectFolder)
  const place = (await rememberedPlace(folder, options)) ?? readPlace({ options, switches })
  const questions = questionsAbout(place)
  const transcript =
    options.appcmd === undefined ? await askAppcmd(questions, terminal) : await getAnswers(options.appcmd)
  const found = [...(await checkFiles(folder)), ...(transcript === null ? [] : checkMachine(questions, transcript))]
  if (switches.json) {
    say(JSON.stringify(found, null, 2))
    return found.length > 0
  }
  for (const { where, what, consequence, write } of found) {
    say(`${where}: ${what}`)
    say(`    so ${consequence}`)
    say(`    write: ${write}`)
  }
  if (transcript !== null)
    say(`IIS was asked about ${placeOf(place)}, pool ${place.pool}, authentication ${place.auth}.`)
  else {
    say(
      'IIS itself was not asked. On its machine these tell about it; --appcmd takes a file with them and the answers:',
    )
    for (const { words } of questions) say(`  appcmd ${words}`)
  }
  say(found.length === 0 ? 'Everything that was looked at is as it must be.' : `Not as it must be: ${found.length}`)
  return found.length > 0
}

/** What the site was installed as, unless somebody says now what is meant. */
async function rememberedPlace(folder: string, options: Given['options']): Promise<SitePlace | null> {
  if (['site', 'virtualdir', 'root', 'host', 'pool', 'auth'].some(name => options[name] !== undefined)) return null
  const script = await readIfThere(path.join(folder, 'install-iis.cmd'))
  return script !== null && isSealed(script) ? placeOfScript(script) : null
}

async function getAnswers(file: string): Promise<string> {
  const answers = await readIfThere(path.resolve(file))
  if (answers === null) throw new Problem('not-found', 'there is no such file with answers of appcmd', { file })
  return answers
}

/** What of a site's two files is not as it must be. */
export async function checkFiles(folder: string): Promise<readonly Deviation[]> {
  const webConfig = await readIfThere(path.join(folder, 'web.config'))
  const yml = await readIfThere(path.join(folder, 'iisnode.yml'))
  if (webConfig === null) {
    throw new Problem('not-found', 'there is no web.config here: write it by iis-install, or name a --folder', {
      folder,
    })
  }
  try {
    const root = (await openXml())(webConfig)
    const attributes = find(serverOf(root), 'iisnode')?.attributes ?? {}
    return [...checkWebConfig(root), ...checkIisnode(attributes, yml)]
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const consequence = 'every request is a 500.19'
    return [{ where: 'web.config', what: error.message, consequence, write: 'XML: see web.config of the zip' }]
  }
}
