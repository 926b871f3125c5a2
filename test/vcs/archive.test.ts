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
    repository.kind === 'git' ? ['--format=tar', '--prefix=a name/', id] : ['-ttar', '-pa name', '-r', id, '-']
  const wanted = await readArchive(await askBytes(repository.kind, repository.folder, 'archive', ...words))
  const names = ['a name/README.md', 'a name/caf\\xe9.txt', 'a name/ünïcödé/日本.txt', 'a name/run']
  for (const name of names) t.true(wanted.some(entry => entry.name === name))
  for (const format of formats) {
    if (repository.kind === 'hg' && format === 'zip') continue // Mercurial cannot: a name is no UTF-8
    t.deepEqual(await readArchive(await buffer(repository.archive(id, format, 'a name'))), wanted, format)
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
