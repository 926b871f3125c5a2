import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import test from 'ava'
import { project } from './source.ts'

export interface Package {
  readonly zip: string
  /** What the zip holds. Tests leave it as it is. */
  readonly folder: string
}

const run = promisify(execFile)
const script = path.join(project, '.ci/package.mjs')
const shelf = path.join(tmpdir(), 'kallithea-test-packages')
const minutes = 60_000

/** The package of the last commit, for all tests of all files: it is made once, and stays for the next run. */
export function sharePackage(): () => Package {
  let shared: Package | null = null
  test.before(async t => {
    t.timeout(600_000)
    const { stdout: commit } = await run('git', ['rev-parse', 'HEAD'], { cwd: project })
    const how = createHash('sha256').update(await readFile(script))
    const home = path.join(shelf, `${commit.slice(0, 12)}-${how.digest('hex').slice(0, 12)}`)
    await onlyOnce(home, fill)
    const [name = ''] = await readdir(path.join(home, 'dist'))
    shared = { zip: path.join(home, 'dist', name), folder: path.join(home, 'of one version') }
  })
  return () => {
    if (!shared) throw new Error('no package was made')
    return shared
  }
}

async function fill(home: string): Promise<void> {
  await unpack(await makePackage(path.join(home, 'dist')), path.join(home, 'of one version'))
}

/** Whoever comes first makes the folder, in another place until it is whole; the others wait for it. */
async function onlyOnce(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(shelf, { recursive: true })
  const lock = `${folder}.lock`
  while (!existsSync(folder)) {
    const isFirst = await mkdir(lock).then(
      () => true,
      () => false,
    )
    if (isFirst) {
      try {
        await tidy(lock)
        const draft = await mkdtemp(`${folder}.new-`)
        await make(draft)
        await rename(draft, folder)
      } finally {
        await rm(lock, { recursive: true, force: true })
      }
    } else if ((await age(lock)) > 10 * minutes) await rm(lock, { recursive: true, force: true })
    else await sleep(200)
  }
}

/** What stands there from earlier commits. */
async function tidy(lock: string): Promise<void> {
  const all = (await readdir(shelf)).map(name => path.join(shelf, name))
  for (const each of all) {
    if (each !== lock && (await age(each)) > 60 * minutes) await rm(each, { recursive: true, force: true })
  }
}

async function age(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )
}

/** Lays a version out in a folder of its own: links to what all tests share, but of what is written to, a copy. */
export async function layOutVersion(from: string, folder: string, written: readonly string[]): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true })
  await run('cp', ['-al', from, folder])
  for (const name of written) {
    await rm(path.join(folder, name))
    await cp(path.join(from, name), path.join(folder, name))
  }
}

/** What an installation writes anew. */
export const ofTheSite = ['web.config', 'iisnode.yml']

/** Runs what `npm run package` runs, and answers where the zip is; throws what was said where it failed. */
export async function makePackage(
  output: string,
  words: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  await run(process.execPath, [script, '--output', output, ...words], { env: { ...process.env, ...environment } })
  const [name = ''] = await readdir(output)
  return path.join(output, name)
}

/** Unpacks a zip as a program that shares no line with ours does. */
export async function unpack(zip: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await run('python3', ['-m', 'zipfile', '-e', zip, folder])
}
