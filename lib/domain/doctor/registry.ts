import { execFile } from 'node:child_process'
import path from 'node:path'

/** The registry of Windows. */
export interface Registry {
  /** Of a key, by name; none where the key is missing, or there is no registry. */
  values(key: string): Promise<ReadonlyMap<string, string>>
}

/** The registry of this machine, read by Windows' own program. */
export function openRegistry(environment: Readonly<Record<string, string | undefined>>): Registry {
  const program = path.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe')
  return {
    async values(key) {
      if (process.platform !== 'win32') return new Map()
      const { promise, resolve } = Promise.withResolvers<string>()
      execFile(program, ['query', key], { windowsHide: true, timeout: 10_000 }, (_, stdout) => resolve(stdout))
      return parseRegistry(await promise)
    },
  }
}

/**
 * Reads what `reg query` prints:
 *
 *     line = 4 blanks, name, 4 blanks, "REG_" type, 4 blanks, value
 */
export function parseRegistry(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^ {4}(\S.*?) {4}REG_\w+ {4}(.*?)\r?$/gm)
  return new Map(Array.from(lines, ([, name = '', value = '']) => [name, value]))
}
