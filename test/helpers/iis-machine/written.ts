import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExecutionContext } from 'ava'
import { iisInstall } from '../../../lib/cli/commands/iis-install.ts'
import { makeFolder } from '../folder.ts'

export interface Written {
  /** Where the files are. */
  readonly output: string
  readonly said: readonly string[]
  /** By name, with the ends of lines of this machine. */
  readonly files: Readonly<Record<string, string>>
}

const place = {
  config: String.raw`C:\inetpub\kallithea-data\my.ini`,
  folder: String.raw`C:\inetpub\kallithea`,
}

/** What `iis-install` writes for a machine with Windows; the options in camel case, true for a switch. */
export async function writeForWindows(
  t: ExecutionContext,
  given: Readonly<Record<string, string | true>> = {},
  output?: string,
): Promise<Written> {
  const folder = output ?? (await makeFolder(t))
  const said: string[] = []
  const isText = (each: readonly [string, string | true]): each is [string, string] => typeof each[1] === 'string'
  const options = { ...place, output: folder, ...Object.fromEntries(Object.entries(given).filter(isText)) }
  const switches = Object.fromEntries(Object.entries(given).filter(([, value]) => value === true)) as Record<
    string,
    true
  > // what the filter leaves
  const say = (line: string) => void said.push(line)
  const terminal = { say, keepUp: async () => {}, mayAsk: false, environment: {} }
  await iisInstall.run({ words: [], options, switches }, terminal)
  return { output: folder, said, files: await readTexts(folder) }
}

async function readTexts(folder: string): Promise<Written['files']> {
  const names = (await readdir(folder)).toSorted()
  const texts = await Promise.all(names.map(name => readFile(path.join(folder, name), 'utf8')))
  return Object.fromEntries(names.map((name, index) => [name, (texts[index] ?? '').replaceAll('\r\n', '\n')]))
}

/** A site of its own, the root of one that is there, a virtual folder. */
const places = { own: { host: 'code.example.com' }, root: {}, folder: { virtualdir: '/kallithea' } } as const
const kinds = ['windows', 'mixed', 'anonymous'] as const
const counts = { one: {}, two: { twoSites: true, clientHost: 'git.example.com' } } as const

/** Every combination of place, authentication and number of sites, by its name. */
export const combinations: readonly {
  readonly name: string
  readonly given: Readonly<Record<string, string | true>>
}[] = Object.entries(places).flatMap(([where, site]) =>
  kinds.flatMap(auth =>
    Object.entries(counts).map(([count, clients]) => ({
      name: `${where}-${auth}-${count}`,
      given: { ...site, auth, ...clients },
    })),
  ),
)
