import { cp, mkdtemp, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { traceFolder } from '#trace/places.ts'
import { openRecordReader } from '#trace/record-reader.ts'
import type { ProcessOptions } from './node-process.ts'
import type { SiteConfig } from './web-config.ts'

const project = fileURLToPath(new URL('../../../', import.meta.url))

export interface SiteCopy {
  /** What stands for `C:\inetpub`. */
  readonly folder: string
  /** Where web.config is. */
  readonly site: string
  /** What the configuration that is written for Windows says here. */
  adapt(config: SiteConfig): SiteConfig
  /** The script that runs, and program and flags before it. */
  program(config: SiteConfig): Pick<ProcessOptions, 'script' | 'executable'>
  /** Rewrites a file of the site, or begins it; null takes it away. */
  change(name: string, edit: ((text: string) => string) | null): Promise<void>
  logs(): Promise<string>
  remove(): Promise<void>
}

interface Changes {
  readonly ini: string | null
  /** A program that stands in for server.ts, to look at what is below it. */
  readonly program: string | null
  readonly edit: (webConfig: string) => string
  readonly editYml: (text: string) => string
}

/** The site as it is deployed, in a temporary folder: `kallithea` beside `kallithea-data`, the rest linked. */
export async function copySite({ ini, program, edit, editYml }: Changes): Promise<SiteCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'iis-'))
  const site = join(folder, 'kallithea')
  await mkdir(site)
  await mkdir(join(folder, 'kallithea-data'))
  for (const name of ['lib', 'node_modules', 'package.json']) await symlink(join(project, name), join(site, name))
  if (program === null) await cp(join(project, 'server.ts'), join(site, 'server.ts'))
  else await writeFile(join(site, 'server.ts'), `import ${JSON.stringify(program)}\n`)
  for (const [name, rewrite] of [
    ['web.config', edit],
    ['iisnode.yml', editYml],
  ] as const) {
    await writeFile(join(site, name), rewrite(await readFile(join(project, name), 'utf8')))
  }
  const here = (path: string) => path.replace('C:\\inetpub', folder).replaceAll('\\', '/')
  return {
    folder,
    site,
    adapt: config => ({
      ...config,
      settings: { ...config.settings, logDirectory: here(config.settings.logDirectory) },
      appSettings: config.appSettings.map(
        ([name, value]) => [name, name === 'KALLITHEA_INI' && ini !== null ? ini : here(value)] as const,
      ),
    }),
    program: config => ({
      script: join(site, config.rewritesTo ?? config.script ?? ''),
      executable: [process.execPath, ...flagsOf(config.settings.nodeProcessCommandLine)],
    }),
    change: (name, rewrite) => changeFile(join(site, name), rewrite),
    logs: async () => (await readLogs(join(folder, 'kallithea-data/iisnode-logs'))) + (await readTrace(ini)),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** A site whose files were written for this very place; it stays where it is. */
export function siteInPlace(site: string): SiteCopy {
  const folder = dirname(site)
  return {
    folder,
    site,
    adapt: config => config,
    program: config => {
      const { nodeProcessCommandLine } = config.settings
      const program = /^"([^"]+)"/.exec(nodeProcessCommandLine)?.[1] ?? ''
      return { script: join(site, config.rewritesTo ?? ''), executable: [program, ...flagsOf(nodeProcessCommandLine)] }
    },
    change: (name, rewrite) => changeFile(join(site, name), rewrite),
    logs: () => readLogs(join(folder, 'kallithea-data/iisnode-logs')),
    remove: async () => {},
  }
}

async function changeFile(file: string, rewrite: ((text: string) => string) | null): Promise<void> {
  if (rewrite === null) return rm(file)
  const text = await readFile(file, 'utf8').catch(() => '')
  const before = await lastWrite(file)
  await writeFile(file, rewrite(text))
  // the clock of Linux's files is coarser than that of Windows: two writes may have one time
  if ((await lastWrite(file)) === before) await utimes(file, new Date(), new Date(Date.now() + 10))
}

async function lastWrite(file: string): Promise<bigint | null> {
  return stat(file, { bigint: true }).then(
    ({ mtimeNs }) => mtimeNs,
    () => null,
  )
}

/** What stands behind node.exe, which is quoted where its path has blanks. */
function flagsOf(commandLine: string): string[] {
  const flags = commandLine.replace(/^("[^"]+"|\S+)/, '')
  return flags.split(' ').filter(flag => flag !== '')
}

/** Under iisnode the trace has what goes to stderr elsewhere. */
async function readTrace(ini: string | null): Promise<string> {
  if (ini === null) return ''
  const lines = await openRecordReader(traceFolder(ini)).look(() => true)
  return lines.map(({ namespace, text }) => `${namespace} ${text}\n`).join('')
}

async function readLogs(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => [])
  const texts = names.filter(name => name.endsWith('.txt')).map(name => readFile(join(folder, name), 'utf8'))
  return (await Promise.all(texts)).join('')
}
