import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Where iisnode keeps what its processes say, by the files of this folder; null where it keeps nothing. */
export function logFolderOf(siteFolder: string): string | null {
  const yml = textOf(path.join(siteFolder, 'iisnode.yml'))
  const xml = textOf(path.join(siteFolder, 'web.config'))
  const read = (name: string) =>
    new RegExp(`^ *${name} *: *([^#\\r\\n]*[^#\\s])`, 'm').exec(yml)?.[1] ??
    new RegExp(`\\s${name}="([^"]*)"`).exec(xml)?.[1]
  if (/^(?:false|no|0)$/i.test(read('loggingEnabled') ?? 'true')) return null
  return logFolder(siteFolder, read('logDirectory') ?? 'iisnode')
}

/** As the interceptor of iisnode finds it, from where the script is. */
export function logFolder(siteFolder: string, written: string): string {
  return path.resolve(siteFolder, written.replaceAll('\\', path.sep))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
