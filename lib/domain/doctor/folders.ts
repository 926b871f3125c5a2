import { userInfo } from 'node:os'
import type { Config } from '#config/config.ts'
import { listFolders, probeFolder } from '../folders.ts'
import { type Finding, findingsOf } from './finding.ts'

const { ok, bad } = findingsOf('folders')

/** Whether this account can write where the server has to. */
export async function checkFolders(config: Config, root: string | null): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const each of listFolders(config, root)) {
    const problem = await probeFolder(each)
    if (problem !== null) findings.push(bad(wrongWith(each.name, each.folder, problem)))
  }
  return findings.length > 0 ? findings : [ok(`${userInfo().username} can write to every folder of the site`)]
}

function wrongWith(name: string, folder: string, problem: string) {
  const where = `${folder} (${name})`
  if (problem === 'ENOENT') return { what: 'the folder is not there', where, todo: 'make it, or connect its drive' }
  const todo = 'give the account of the application pool the right Modify, as install-iis.cmd does by icacls'
  return { what: `nothing can be written to the folder (${problem})`, where, todo }
}
