import path from 'node:path'
import type { Config } from '#config/config.ts'
import { command } from '#vcs/command.ts'
import type { Vcs } from '#vcs/open.ts'
import { listPrograms, type UsedProgram } from '../running-process.ts'
import { type Finding, findingsOf, type Surroundings } from './finding.ts'

const oldest = [22, 18] as const

/** Node itself, which runs this. */
export function checkNode(version: string, program: string): readonly Finding[] {
  const { ok, bad } = findingsOf('node')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1])
  if (!isOld) return [ok(`${version}, ${program}`)]
  const todo = `nodeProcessCommandLine in iisnode.yml: the node.exe of the package; the oldest is ${oldest.join('.')}`
  return [bad({ what: `node ${version} is too old`, where: program, todo })]
}

/** Git and Mercurial: whether they are there, answer, and are found again by a service. */
export async function checkPrograms(vcs: Vcs, config: Config, around: Surroundings): Promise<readonly Finding[]> {
  const programs = await listPrograms(vcs)
  const { git } = await vcs.tools()
  return [
    ...programs.flatMap(program => checkProgram(program, config, around)),
    ...(git === null ? [] : await checkGitPaths(vcs)),
  ]
}

function checkProgram({ name, path: found, version }: UsedProgram, config: Config, { platform }: Surroundings) {
  const { ok, warn, bad } = findingsOf(name)
  const written = { git: config.gitPath, hg: config.hgPath }[name]
  const where = `${config.file} ${name}_path`
  if (found === null) {
    const todo = `install it, or set ${name}_path to the whole path of the program`
    return [bad({ what: `there is no program ${written}`, where, todo })]
  }
  if (version === null) {
    return [bad({ what: `${found} does not say its version`, where, todo: `start "${found} --version" by hand` })]
  }
  const all = ok(`${version}, ${found}`)
  if (platform !== 'win32' || path.win32.isAbsolute(written)) return [all]
  const what = `${written} is looked for in the PATH that Windows had when it started`
  return [all, warn({ what, where, todo: `${name}_path = ${found}` })]
}

/** In the configuration that the server keeps for git. */
async function checkGitPaths({ runner }: Vcs): Promise<readonly Finding[]> {
  const { ok, warn } = findingsOf('long-paths')
  const asked = command('config', '--get', 'core.longpaths')
  const { stdout } = await runner.run({ tool: 'git', command: asked, codes: [0, 1] })
  if (stdout.toString().trim() === 'true') return [ok('git writes long paths')]
  const where = path.join(runner.home, 'gitconfig')
  return [
    warn({ what: 'git refuses paths of more than 260 letters', where, todo: 'start the server once: it keeps it' }),
  ]
}
