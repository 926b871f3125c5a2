import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { loadConfig } from '#config/config.ts'
import { writeIni } from '#config/ini.ts'
import { Problem } from '#std/problem.ts'
import { commandName } from '#std/product.ts'
import { type Command, quoted } from '../command.ts'
import { changeIni, defaults, readChanges } from '../ini-changes.ts'

export const configCreate: Command = {
  usage: 'config-create [file] [settings...]',
  about:
    'writes an ini with comments and secrets; settings: name=value, section.name=value, [section] for those after it',
  options: [{ flags: '--show-defaults', about: 'what database_engine, http_server, host and port are unless told' }],
  example: 'config-create my.ini port=5080 "[logger_root]" level=INFO',
  async run({ words: [name, ...settings], switches }, { say }) {
    if (switches.showDefaults) return say(defaults.map(([key, value]) => `${key}=${value}`).join('\n'))
    if (name === undefined) {
      throw new Problem('invalid', 'say which file to write, as in "config-create my.ini"')
    }
    const file = path.resolve(name)
    const text = writeIni()
    await writeNew(file, changeIni(text, readChanges(settings, text)))
    say(`${file} is written. Look through it, then run: ${commandName()} db-create -c ${quoted(name)}`)
  },
}

/** A file with mistakes does not stay; one that was there before is never touched. Its folder may be a new one. */
async function writeNew(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw exists
      ? new Problem('conflict', 'this file exists and was left alone: name another one', { file }, error)
      : new Problem('unavailable', 'this file cannot be written: name another folder', { file }, error)
  }
  try {
    loadConfig(file, {})
  } catch (error) {
    await rm(file)
    throw error
  }
}
