import mimeTypes from 'mime-types'

/** The content type of a file by its name; source code is text, whatever else its ending may stand for. */
export function contentType(fileName: string): string {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()
  if (sources.has(ending)) return 'text/plain'
  return mimeTypes.lookup(fileName) || 'application/octet-stream'
}

/** Endings of source code that are registered for films, fonts and other things. */
const sources: ReadonlySet<string> = new Set([
  'ts',
  'mts',
  'cts',
  'tsx',
  'rs',
  'd',
  'p',
  'm',
  'pl',
  'vb',
  'cs',
  'go',
  'sub',
  'st',
  'sql',
  'asm',
])
