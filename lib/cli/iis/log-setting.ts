import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { logFolder } from '../log-folder.ts'
import { iisnodeDefaults, readIisnodeElement, readIisnodeYml } from './iisnode-settings.ts'
import { find, openXml } from './xml.ts'

/** Where iisnode keeps what its processes say, by the files of a site; null where it keeps nothing. */
export async function findLogFolder(siteFolder: string): Promise<string | null> {
  const element = await readElement(path.join(siteFolder, 'web.config'))
  const yml = await readFile(path.join(siteFolder, 'iisnode.yml'), 'utf8').catch(() => '')
  const { loggingEnabled, logDirectory } = readIisnodeYml(yml, element).settings
  return loggingEnabled ? logFolder(siteFolder, logDirectory) : null
}

/** What cannot be read says nothing: the site is answered with a page of IIS then, and the trace is looked at. */
async function readElement(file: string): Promise<typeof iisnodeDefaults> {
  try {
    const root = (await openXml())(await readFile(file, 'utf8'))
    return readIisnodeElement(find(root, 'system.webServer', 'iisnode')?.attributes ?? {}).settings
  } catch {
    return iisnodeDefaults
  }
}
