import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeBatch } from './batch.ts'
import { installScript, uninstallScript } from './scripts.ts'
import { asLines, type CommentSigns, isSealed, seal } from './seal.ts'
import type { SitePlan } from './site-plan.ts'
import { writeIisnodeYml, writeWebConfig } from './web-config.ts'

/** A file by its name, and its text with the ends of lines of this server. */
export interface SiteFile {
  readonly name: string
  readonly text: string
}

const xml: CommentSigns = ['<!-- ', ' -->']
const yml: CommentSigns = ['# ', '']
const cmd: CommentSigns = ['rem ', '']

/** Everything that is written for a site, in the order of writing. */
export function siteFiles(plan: SitePlan): readonly SiteFile[] {
  return [
    { name: 'web.config', text: seal(writeWebConfig(plan), xml) },
    { name: 'iisnode.yml', text: seal(writeIisnodeYml(plan), yml) },
    { name: 'install-iis.cmd', text: seal(writeBatch(installScript(plan)), cmd) },
    { name: 'uninstall-iis.cmd', text: seal(writeBatch(uninstallScript(plan)), cmd) },
  ]
}

/** What became of a file; `changed by hand` has the difference from what is there to what would be. */
export type Outcome = 'written' | 'unchanged' | { readonly beside: string; readonly difference: string }

/** Writes the file unless it is so already. One that somebody changed stays, and ours is put beside it. */
export async function writeSiteFile(folder: string, { name, text }: SiteFile): Promise<Outcome> {
  const file = path.join(folder, name)
  const before = await readIfThere(file)
  if (before !== null && asLines(before) === text) return 'unchanged'
  if (before === null || isSealed(before)) {
    await writeLines(file, text)
    return 'written'
  }
  const beside = `${file}.new`
  if (asLines((await readIfThere(beside)) ?? '') !== text) await writeLines(beside, text)
  const { createTwoFilesPatch } = await import('diff')
  return { beside, difference: createTwoFilesPatch(name, `${name}.new`, asLines(before), text) }
}

/** iisnode starts new processes when this file changes: it is touched last. */
export async function touchRestart(folder: string): Promise<void> {
  await writeLines(path.join(folder, 'restart.txt'), `${new Date().toISOString()}\niisnode watches this file.\n`)
}

/** A text, or null where there is no such file. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Windows's own tools want its ends of lines. */
async function writeLines(file: string, text: string): Promise<void> {
  await writeFile(file, text.replaceAll('\n', '\r\n'))
}
