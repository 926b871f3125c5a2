import { createHash } from 'node:crypto'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import test from 'ava'
import type { ArchiveFormat } from '../../lib/vcs/repository.ts'
import { readArchive } from '../helpers/archive.ts'
import { each, openTools } from '../helpers/contract.ts'
import { askBytes, commit, makeRepository } from '../helpers/repositories.ts'

const formats: readonly ArchiveFormat[] = ['tar', 'tar.gz', 'tar.bz2', 'zip']

each('an archive holds what the tool itself puts in one, in each format', async (t, { repository, ids }) => {
  const id = ids[5] ?? ids[0]
  if (!id) return t.fail()
  const words =
    repository.kind === 'git' ? ['--format=tar', '--prefix=100%b c/', id] : ['-ttar', '-p100%%b c', '-r', id, '-']
  const wanted = await readArchive(await askBytes(repository.kind, repository.folder, 'archive', ...words))
  const names = ['100%b c/README.md', '100%b c/caf\\xe9.txt', '100%b c/ünïcödé/日本.txt', '100%b c/run']
  for (const name of names) t.true(wanted.some(entry => entry.name === name))
  for (const format of formats) {
    t.deepEqual(await readArchive(await buffer(repository.archive(id, format, '100%b c'))), wanted, format)
  }
})

test('git: a file of 64 MB goes through bzip2', async t => {
  const { vcs, folder } = await openTools(t)
  const place = path.join(folder, 'repository')
  const content = Buffer.alloc(64 * 1024 * 1024)
  await makeRepository('git', place, [commit('large', { 'large.bin': content })])
  const repository = await vcs.open('git', place)
  const tip = await repository.tip()
  if (!tip) return t.fail()
  const [entry] = await readArchive(await buffer(repository.archive(tip, 'tar.bz2', 'x')))
  t.like(entry, { name: 'x/large.bin', sha1: createHash('sha1').update(content).digest('hex') })
})
