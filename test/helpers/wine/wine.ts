import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { access, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ExecutionContext } from 'ava'
import type { Ended } from '../command-line.ts'

/** Windows as Debian's wine64 plays it: processes, named pipes, drives and paths; no services, rights or IIS. */
export interface Wine {
  /** What stands for `C:\`. */
  readonly drive: string
  /** Starts a program of Windows and waits for its end. */
  run(program: string, ...words: readonly string[]): Promise<Ended>
  /** Starts one that lives on. */
  start(program: string, ...words: readonly string[]): Promise<ChildProcess>
}

const programs = '/usr/lib/wine'

/** A Windows of the test's own, without anything installed; all of its processes end with the test. */
export async function openWine(t: ExecutionContext): Promise<Wine> {
  await access(path.join(programs, 'wine64')).catch(() => {
    throw new Error('node.exe was not tried: the tests need Debian’s wine64 (apt-get install wine64)')
  })
  const home = await mkdtemp(path.join(tmpdir(), 'kallithea-wine-'))
  const environment = {
    PATH: `${programs}:${process.env.PATH}`,
    HOME: home,
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: path.join(home, 'prefix'),
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree=;mshtml=',
  }
  let count = 0
  const start = async (...command: readonly string[]) => {
    const files = ['out', 'err'].map(name => path.join(home, `${++count}.${name}`))
    // node.exe cannot open a pipe of Unix that it inherited, so it speaks into files
    const [out = -1, err = -1] = files.map(file => openSync(file, 'w'))
    const child = spawn('wine64', command, { cwd: home, env: environment, stdio: ['ignore', out, err] })
    for (const each of [out, err]) closeSync(each)
    await once(child, 'spawn')
    return { child, read: () => Promise.all(files.map(file => readFile(file, 'utf8'))) }
  }
  const run = async (...command: readonly string[]): Promise<Ended> => {
    const { child, read } = await start(...command)
    const [code] = await once(child, 'exit')
    const [stdout = '', stderr = ''] = await read()
    return { code: typeof code === 'number' ? code : null, stdout, stderr }
  }
  t.teardown(async () => {
    await once(spawn('wineserver', ['-k'], { env: environment, stdio: 'ignore' }), 'exit')
    await once(spawn('wineserver', ['-w'], { env: environment, stdio: 'ignore' }), 'exit')
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  })
  await mkdir(environment.WINEPREFIX)
  await run('wineboot', '-i')
  await run('winecfg', '-v', 'win10') // node.exe refuses the Windows 7 that Wine is by itself
  const drive = path.join(environment.WINEPREFIX, 'drive_c')
  return { drive, run, start: async (...command) => (await start(...command)).child }
}
