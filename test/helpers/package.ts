import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import { project } from './source.ts'

export interface Package {
  readonly zip: string
  /** What the zip holds. Tests leave it as it is. */
  readonly folder: string
}

const run = promisify(execFile)

/** The package of the last commit, for all tests: the first that wants it makes it. */
export function sharePackage(): () => Package {
  let shared: Package | null = null
  test.before(async t => {
    t.timeout(600_000)
    const { stdout: commit } = await run('git', ['rev-parse', 'HEAD'], { cwd: project })
    const home = path.join(tmpdir(), `${prefix}${commit.trim()}`)
    if (!(await isThere(home))) await makeOnce(home)
    const [zip = ''] = await readdir(path.join(home, 'dist'))
    shared = { zip: path.join(home, 'dist', zip), folder: path.join(home, version) }
  })
  return () => {
    if (!shared) throw new Error('no package was made')
    return shared
  }
}

const prefix = 'kallithea-test-package-'
const version = 'of one version'

/** Whoever is second throws his own away. */
async function makeOnce(home: string): Promise<void> {
  const own = await mkdtemp(`${home}-`)
  await unpack(await makePackage(path.join(own, 'dist')), path.join(own, version))
  await rename(own, home).catch(() => rm(own, { recursive: true, force: true, maxRetries: 3 }))
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000
  for (const name of (await readdir(tmpdir())).filter(each => each.startsWith(prefix))) {
    const older = path.join(tmpdir(), name)
    const made = await stat(older).catch(() => null)
    if (made && made.ctimeMs < dayAgo) await rm(older, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null)) !== null
}

/** Runs what `npm run package` runs, and answers where the zip is; throws what was said where it failed. */
export async function makePackage(
  output: string,
  words: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  await run(process.execPath, [path.join(project, '.ci/package.mjs'), '--output', output, ...words], {
    env: { ...process.env, ...environment },
  })
  const [name = ''] = await readdir(output)
  return path.join(output, name)
}

/** Unpacks a zip as a program that shares no line with ours does. */
export async function unpack(zip: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await run('python3', ['-m', 'zipfile', '-e', zip, folder])
}
