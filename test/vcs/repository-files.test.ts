import { text } from 'node:stream/consumers'
import type { CommitId } from '../../lib/vcs/repository.ts'
import { all, each, lines } from '../helpers/contract.ts'

each('a folder lists folders, then files, by name', async (t, { repository, ids: [first] }) => {
  if (!first) return t.fail()
  const entries = await repository.tree(first, '')
  t.deepEqual(
    entries.map(({ name, kind, size, executable }) => [name, kind, size, executable]),
    [
      ['src', 'folder', null, false],
      ['README.md', 'file', 8, false],
      ['binary.bin', 'file', 4, false],
      ['empty', 'file', 0, false],
      ['link', 'symlink', 9, false],
      ['run', 'file', 10, true],
    ],
  )
  t.deepEqual(
    (await repository.tree(first, '/src/lib/')).map(({ path: where }) => where),
    ['src/lib/deep', 'src/lib/b.py'],
  )
  t.like(await repository.entry(first, ''), { name: '', path: '', kind: 'folder' })
  t.deepEqual(await repository.entry(first, 'run'), entries[5])
})

each('odd names are found by what they read as', async (t, { repository, ids }) => {
  const id = ids[5]
  if (!id) return t.fail()
  const names = (await repository.tree(id, '')).map(({ name }) => name)
  for (const name of ['ünïcödé', 'a b&c<d>"e.txt', '-dash', 'café.txt', 'tip', `${'x'.repeat(200)}.txt`])
    t.true(names.includes(name), name)
  t.is((await (await repository.file(id, 'ünïcödé/日本.txt')).bytes()).toString(), 'ü\n')
  t.is((await (await repository.file(id, 'café.txt')).bytes()).toString(), 'no utf-8\n')
  t.is((await (await repository.file(id, '-dash')).bytes()).toString(), 'dash\n')
  t.is((await repository.lastCommits(id, '')).get('café.txt'), id)
  t.deepEqual(await repository.annotate(id, 'café.txt'), [
    { commit: id, path: 'café.txt', line: 1, number: 1, text: 'no utf-8' },
  ])
  t.deepEqual(
    (await all(repository.history(id, '-dash'))).map(found => found.id),
    [id],
  )
  t.deepEqual(
    (await all(repository.history(id, 'café.txt'))).map(found => found.id),
    [id],
  )
})

each('a file gives all its bytes, or the first of them', async (t, { repository, ids: [first] }) => {
  if (!first) return t.fail()
  const file = await repository.file(first, 'src/a.py')
  t.is((await file.bytes()).toString(), lines())
  t.is((await file.bytes(6)).toString(), 'line 0')
  t.is(await text(file.stream()), lines())
  t.is(file.size, lines().length)
  t.is(await text((await repository.file(first, 'empty')).stream()), '')
  t.is(await text((await repository.file(first, 'link')).stream()), 'README.md')
  t.deepEqual(await (await repository.file(first, 'binary.bin')).bytes(), Buffer.from([0, 1, 2, 255]))
})

each('each entry of a folder names the last commit that touched it', async (t, { repository, ids }) => {
  const [first, second, , merge, rename, odd, remove] = ids
  if (!remove || !merge) return t.fail()
  const named = Object.fromEntries(await repository.lastCommits(remove, ''))
  t.like(named, { 'README.md': first, link: first, tip: odd, src: remove })
  t.is(Object.keys(named).length, (await repository.tree(remove, '')).length)
  t.like(Object.fromEntries(await repository.lastCommits(remove, 'src')), { 'a.py': second, lib: rename })
  t.deepEqual(Object.fromEntries(await repository.lastCommits(merge, 'src/lib')), { 'b.py': first, deep: first })
})

each('the history of a file follows it through renames, unless told', async (t, { repository, ids }) => {
  const [first, second, feature, merge, rename, , remove] = ids
  if (!remove || !merge) return t.fail()
  const of = async (id: CommitId, where: string): Promise<string[]> =>
    (await all(repository.history(id, where))).map(found => found.id)
  t.deepEqual(await of(remove, 'src/lib/c.py'), [rename, first])
  t.deepEqual(await of(remove, 'src/a.py'), [second, first])
  t.deepEqual(await of(merge, 'src/f.py'), [feature])
  const ofName = await all(repository.history(remove, 'src/lib/c.py', { renames: false }))
  t.deepEqual(
    ofName.map(found => found.id),
    [rename],
  )
})

each(
  'the paths below a folder are those of its entries and of theirs, links among them',
  async (t, { repository, ids }) => {
    for (const id of ids) {
      const expected = { folders: [] as string[], files: [] as string[] }
      const waiting = ['']
      for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
        for (const entry of await repository.tree(id, folder)) {
          if (entry.kind === 'folder') {
            expected.folders.push(entry.path)
            waiting.push(entry.path)
          } else if (entry.kind !== 'submodule') expected.files.push(entry.path)
        }
      }
      const { folders, files } = await repository.paths(id, '', 1000)
      t.deepEqual(files.toSorted(), expected.files.toSorted())
      t.deepEqual(folders.toSorted(), expected.folders.toSorted())
    }
    const [first] = ids
    if (!first) return t.fail()
    const below = await repository.paths(first, 'src', 1000)
    t.true(below.files.length > 0 && below.files.every(path => path.startsWith('src/')))
    t.false(below.folders.includes('src'))
    t.true((await repository.paths(first, '', 1)).files.length < 8)
    await t.throwsAsync(repository.paths(first, 'README.md', 10), { message: /no such folder/ })
  },
)
