import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Looks at the files that a server writes beside its database, each time anew: none may be half, and none may be
 * another than the last time, for each is written once.
 */
export function watchSmallFiles(folder: string): () => Promise<readonly string[]> {
  const seen = new Map<string, string>()
  return async () => {
    const faults: string[] = []
    for (const name of await listSmallFiles(folder)) {
      const text = await readFile(path.join(folder, name), 'utf8')
      if (name.startsWith('kallithea-running')) {
        if (!isJson(text)) faults.push(`${name} is half: ${text}`)
      } else if ((seen.get(name) ?? text) !== text) faults.push(`${name} is now ${JSON.stringify(text)}`)
      seen.set(name, text)
    }
    return faults
  }
}

async function listSmallFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  const names = files.map(({ name, parentPath }) => path.relative(folder, path.join(parentPath, name)))
  return names.filter(name => !/^kallithea\.db|^kallithea-trace|^repositories|\.new$/.test(name))
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null
  } catch {
    return false
  }
}
