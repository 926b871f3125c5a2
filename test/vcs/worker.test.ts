import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'

test('one file alone can start a process', async t => {
  const lib = path.join(import.meta.dirname, '../../lib')
  const found: string[] = []
  for (const file of await readdir(lib, { recursive: true })) {
    if (!file.endsWith('.ts')) continue
    const text = await readFile(path.join(lib, file), 'utf8')
    if (/(?:from|import\(|require\()\s*'(?:node:)?(?:child_process|execa|cross-spawn|cluster|tree-kill)'/.test(text))
      found.push(file)
  }
  t.deepEqual(found, ['vcs/worker.ts'])
})
