import { cp, mkdtemp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSiteConfig, type SiteConfig } from './web-config.ts'

const project = fileURLToPath(new URL('../../../', import.meta.url))

export interface SiteCopy {
  /** What stands for `C:\inetpub`. */
  readonly folder: string
  readonly script: string
  /** Program and flags before the interceptor. */
  readonly executable: readonly string[]
  readonly config: SiteConfig
  logs(): Promise<string>
  remove(): Promise<void>
}

interface Changes {
  readonly ini: string | null
  /** A program that stands in for server.ts, to look at what is below it. */
  readonly program: string | null
  readonly edit: (webConfig: string) => string
}

/** The site as it is deployed, in a temporary folder: `kallithea` beside `kallithea-data`, the rest linked. */
export async function copySite({ ini, program, edit }: Changes): Promise<SiteCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'iis-'))
  const site = join(folder, 'kallithea')
  await mkdir(site)
  await mkdir(join(folder, 'kallithea-data'))
  for (const name of ['lib', 'node_modules', 'package.json']) await symlink(join(project, name), join(site, name))
  if (program === null) await cp(join(project, 'server.ts'), join(site, 'server.ts'))
  else await writeFile(join(site, 'server.ts'), `import ${JSON.stringify(program)}\n`)
  const webConfig = edit(await readFile(join(project, 'web.config'), 'utf8'))
  const yml = await readFile(join(project, 'iisnode.yml'), 'utf8')
  await writeFile(join(site, 'web.config'), webConfig)
  await writeFile(join(site, 'iisnode.yml'), yml)
  const shipped = parseSiteConfig(webConfig, yml)
  const here = (path: string) => path.replace('C:\\inetpub', folder).replaceAll('\\', '/')
  const logDirectory = here(shipped.settings.logDirectory)
  const config = {
    ...shipped,
    settings: { ...shipped.settings, logDirectory },
    appSettings: shipped.appSettings.map(
      ([name, value]) => [name, name === 'KALLITHEA_INI' && ini !== null ? ini : here(value)] as const,
    ),
  }
  return {
    folder,
    script: join(site, shipped.rewritesTo ?? shipped.script ?? ''),
    executable: [process.execPath, ...flagsOf(shipped.settings.nodeProcessCommandLine)],
    config,
    logs: () => readLogs(join(dirname(join(site, 'server.ts')), logDirectory)),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** What stands behind node.exe, which is quoted since paths have blanks. */
function flagsOf(commandLine: string): string[] {
  const flags = /^"[^"]+"(.*)$/.exec(commandLine)?.[1]
  if (flags === undefined) throw new Error(`the executable is not quoted: ${commandLine}`)
  return flags.split(' ').filter(flag => flag !== '')
}

async function readLogs(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => [])
  const texts = names.filter(name => name.endsWith('.txt')).map(name => readFile(join(folder, name), 'utf8'))
  return (await Promise.all(texts)).join('')
}
