import { isUtf8 } from 'node:buffer'
import { Problem } from '#std/problem.ts'

/**
 * A path as a visitor wrote it: without slashes at its ends or doubled; '' is the root. What no repository can hold
 * is not found.
 */
export function cleanPath(text: string): string {
  const segments = text.split('/').filter(segment => segment !== '')
  if (text.includes('\0') || segments.some(segment => segment === '.' || segment === '..')) {
    throw new Problem('not-found', 'no such path', { path: text })
  }
  return segments.join('/')
}

/** A name as bytes to text: UTF-8 where it is valid, else byte by byte as latin1. */
export function decodeName(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1')
}

/** Path by segments, each on its own. */
export function decodePath(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : splitBytes(bytes).map(decodeName).join('/')
}

function splitBytes(bytes: Buffer): Buffer[] {
  const slash = bytes.indexOf(0x2f)
  return slash < 0 ? [bytes] : [bytes.subarray(0, slash), ...splitBytes(bytes.subarray(slash + 1))]
}

/** The bytes that decodeName may have read, likelier first. */
export function encodeName(text: string): readonly Buffer[] {
  const utf8 = Buffer.from(text, 'utf8')
  if (utf8.length === text.length || /[^\0-\xff]/.test(text)) return [utf8]
  const latin1 = Buffer.from(text, 'latin1')
  return isUtf8(latin1) ? [utf8] : [utf8, latin1]
}

/** A path that may be written: nothing that git, hg or Windows would take for something else. */
export function writablePath(text: string): string {
  const path = cleanPath(text)
  if (path === '' || path !== text || path.split('/').some(isForbidden)) {
    throw new Problem('invalid', 'a file cannot have this name', { path: text })
  }
  return path
}

function isForbidden(segment: string): boolean {
  return /^(?:\.git|git~\d+|\.hg)[. ]*(?::.*)?$/i.test(segment) || /[\\\r\n]/.test(segment)
}
