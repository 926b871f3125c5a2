import { readFileSync } from 'node:fs'
import { Problem } from '#std/problem.ts'

/** The text of an ini file, as Windows' editors and others write it. */
export function readIniFile(file: string): string {
  const bytes = readBytes(file)
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe // how Notepad's “Unicode” begins
  try {
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Problem('invalid', 'the configuration file is not encoded as UTF-8: save it so', { file }, error)
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Problem('not-found', 'the configuration file cannot be read', { file }, error)
  }
}
