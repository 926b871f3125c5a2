import path from 'node:path'

/** Where iisnode's interceptor keeps what a process says, from what is written in its settings. */
export function logFolder(siteFolder: string, written: string): string {
  return path.resolve(siteFolder, written.replaceAll('\\', path.sep))
}
