import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'

/** Beside git and Mercurial these start programs of Windows itself, for whoever installs or examines a site. */
const ofWindows = ['cli/iis/run.ts', 'domain/doctor/registry.ts']

test('one file alone can start a process that has to do with repositories', async t => {
  const lib = path.join(import.meta.dirname, '../../lib')
  const found: string[] = []
  for (const file of await readdir(lib, { recursive: true })) {
    if (!file.endsWith('.ts')) continue
    const text = await readFile(path.join(lib, file), 'utf8')
    if (/(?:from|import\(|require\()\s*'(?:node:)?(?:child_process|execa|cross-spawn|cluster|tree-kill)'/.test(text))
      found.push(file)
  }
  t.deepEqual(found.map(file => file.replaceAll(path.sep, '/')).toSorted(), [...ofWindows, 'vcs/worker.ts'].toSorted())
})
