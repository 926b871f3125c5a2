import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import test from 'ava'
import { openHg } from '../../../lib/vcs/hg/repository.ts'
import { gone } from '../../helpers/processes.ts'
import { readArchive } from '../../helpers/archive.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { askBytes, commit } from '../../helpers/repositories.ts'
import { makeDeps, makeHg } from './made.ts'

const history = [
  commit('first', { 'a.txt': 'a\n', run: { content: 'x\n', kind: 'executable' } }),
  commit('second', { link: { content: 'a.txt', kind: 'symlink' } }, { tags: ['v1', 'v1.0 ü'] }),
  commit('aside', { 'b.txt': 'b\n' }, { parents: [0], branch: 'böse %', tags: ['aside'] }),
  commit('merge', { 'b.txt': 'b\n' }, { parents: [1, 2] }),
  commit('old', { 'latin1:\xe9/[\xff]+$.txt': 'x\n', '.hg_archival.txt': 'ours\n' }, { date: 3 }),
]

test('a zip says of its commit what Mercurial says, and needs no process of its own', async t => {
  const { folder, open, ids, deps } = await makeHg(t, history)
  const repository = await open()
  const tip = await repository.tip()
  for (const id of [ids[1]!, ids[3]!, ids[4]!, tip!]) {
    const wanted = await readArchive(await askBytes('hg', folder, 'archive', '-ttar', '-px', '-r', id, '-'))
    t.deepEqual(await readArchive(await buffer(repository.archive(id, 'zip', 'x'))), wanted)
  }
  t.is(deps.runner.started(), 1)
})

test('a zip without a folder has its files at the top', async t => {
  const { open, ids } = await makeHg(t, history.slice(0, 1))
  const repository = await open()
  const found = await readArchive(await buffer(repository.archive(ids[0]!, 'zip', '')))
  t.deepEqual(
    found.map(({ name }) => name),
    ['.hg_archival.txt', 'a.txt', 'run'],
  )
})

test('a file of 64 MB whose name is no UTF-8 goes into a zip through a process', async t => {
  const large = Buffer.alloc(64 * 1024 * 1024, 'x')
  const { folder, open, ids, deps } = await makeHg(t, [
    commit('large', { 'latin1:\xe9/[\xff]+$.bin': large, 'latin1:\xe9/[\xff]+$.bin2': 'not this' }),
  ])
  const repository = await open()
  const wanted = await readArchive(await askBytes('hg', folder, 'archive', '-ttar', '-px', '-r', ids[0]!, '-'))
  t.deepEqual(await readArchive(await buffer(repository.archive(ids[0]!, 'zip', 'x'))), wanted)
  t.is(deps.runner.started(), 2)
})

test('a zip that nobody waits for ends the process of a large file, though it says nothing', async t => {
  const own = await makeFolder(t)
  const [tool, note] = [path.join(own, 'hg'), path.join(own, 'pid')]
  await writeFile(
    tool,
    `#!/bin/sh\ncase " $* " in *" cat "*) echo $$ > ${note}; exec sleep 1000;; esac\nexec hg "$@"\n`,
  )
  await chmod(tool, 0o755)
  const { folder, ids } = await makeHg(t, [commit('large', { 'large.bin': Buffer.alloc(33 * 1024 * 1024) })])
  const repository = await openHg(folder, await makeDeps(t, tool))
  const body = repository.archive(ids[0]!, 'zip', 'x').resume()
  let pid = 0
  for (let turn = 0; turn < 600 && !pid; turn++) {
    await setTimeout(50)
    pid = Number(await readFile(note, 'utf8').catch(() => '0'))
  }
  t.not(pid, 0)
  body.destroy()
  t.true(await gone(pid))
})
