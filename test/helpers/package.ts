import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
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

/** The package of the last commit, for all tests of a file. */
export function sharePackage(): () => Package {
  let shared: (Package & { readonly home: string }) | null = null
  test.before(async t => {
    t.timeout(600_000)
    const home = await mkdtemp(path.join(tmpdir(), 'kallithea-package-test-'))
    const folder = path.join(home, 'of one version')
    shared = { home, folder, zip: await makePackage(path.join(home, 'dist')) }
    await unpack(shared.zip, folder)
  })
  test.after.always(() => shared && rm(shared.home, { recursive: true, force: true, maxRetries: 3 }))
  return () => {
    if (!shared) throw new Error('no package was made')
    return shared
  }
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
