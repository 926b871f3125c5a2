import test from 'ava'
import { commit } from '../../helpers/repositories.ts'
import { makeHg } from './made.ts'

const long = 'deep folder with a name/'.repeat(6)
const names = [
  'UPPER/Case_and_Under.TXT',
  'con/aux.txt/nul',
  'COM1.dat',
  'trailing. /dots..',
  '.hidden/.more',
  ' blank',
  'data.i/file.d/x.hg/y',
  'a~b',
  'q"uote',
  'colon:star*?<>|',
  '日本語/ファイル.txt',
  `${long}FILE with a Very Long name that goes on and on and on.${'x'.repeat(60)}.tar.gz`,
  `${'n'.repeat(250)}`,
  `${'É'.repeat(60)}.é`,
  'a+b',
  '100%',
  '-leading',
  '"><script>',
]

test('files of every name are found in the store', async t => {
  const { open, ids } = await makeHg(t, [commit('names', Object.fromEntries(names.map(name => [name, name])))])
  const repository = await open()
  for (const name of names) {
    const file = await repository.file(ids[0]!, name)
    t.is((await file.bytes()).toString(), name)
    t.is(file.path, name)
    t.true((await repository.lastCommits(ids[0]!, name.split('/').slice(0, -1).join('/'))).has(file.name))
  }
})

test('names that are no UTF-8 are shown as latin1 and found again', async t => {
  const { open, ids } = await makeHg(t, [
    commit('bytes', { 'latin1:caf\xe9/\xfcber.txt': 'bytes', 'café/UTF.txt': 'text' }),
    commit('more', { 'latin1:caf\xe9/\xfcber.txt': 'bytes\nmore' }),
  ])
  const repository = await open()
  t.deepEqual(
    (await repository.tree(ids[1]!, '')).map(({ name }) => name),
    ['café', 'café'],
  )
  t.is((await (await repository.file(ids[1]!, 'café/über.txt')).bytes()).toString(), 'bytes\nmore')
  t.is((await (await repository.file(ids[1]!, 'café/UTF.txt')).bytes()).toString(), 'text')
  t.is((await repository.annotate(ids[1]!, 'café/über.txt')).length, 2)
})

test('what is no path is not found', async t => {
  const { open, ids } = await makeHg(t, [commit('one', { 'a/b': '1' })])
  const repository = await open()
  for (const name of [
    'a/b/c',
    'b',
    'a/',
    '../x',
    'path:a/b',
    're:.*',
    'set:all()',
    'listfile:x',
    'x\0y',
    '.',
    'x'.repeat(10_000),
  ]) {
    await t.throwsAsync(repository.file(ids[0]!, name), { name: 'Problem' }, name)
  }
  await t.throwsAsync(repository.tree(ids[0]!, 'a/b'), { message: 'no such folder' })
})

test('subrepositories are entries that say where they live', async t => {
  const node = 'c'.repeat(40)
  const { open, ids } = await makeHg(t, [commit('sub', { a: '1' })])
  const repository = await open()
  const { commitFiles } = repository
  const state = `${node} here\n${node} libs/other\n`
  const files = new Map([
    ['.hgsub', Buffer.from('libs/other = https://example.com/other\nhere = [git]../here.git\n')],
    ['.hgsubstate', Buffer.from(state)],
  ])
  const id = await commitFiles({ parent: ids[0]!, branch: 'default', author: 'a', message: 'state', files })
  const [here, libs] = await repository.tree(id, '')
  t.like(here, { name: 'here', kind: 'submodule', link: { url: '../here.git', commit: node } })
  t.like(libs, { name: 'libs', kind: 'folder' })
  t.like((await repository.tree(id, 'libs'))[0], {
    name: 'other',
    path: 'libs/other',
    link: { url: 'https://example.com/other', commit: node },
  })
  await t.throwsAsync(repository.file(id, 'here'), { message: 'no such file' })
})
