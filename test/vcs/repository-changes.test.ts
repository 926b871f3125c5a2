import { buffer, text } from 'node:stream/consumers'
import type { CommitId, FileDiff } from '../../lib/vcs/repository.ts'
import { all, each } from '../helpers/contract.ts'
import { askBytes } from '../helpers/repositories.ts'

function summary(files: readonly FileDiff[]): unknown[] {
  return files.map(({ operation, oldPath, newPath, oldMode, newMode, binary, added, removed }) => [
    operation,
    oldPath,
    newPath,
    oldMode,
    newMode,
    binary,
    added,
    removed,
  ])
}

each('a diff names what happened to each file', async (t, { repository, ids }) => {
  const [first, second, , merge, rename, odd, remove] = ids
  if (!first || !second || !merge || !rename || !odd || !remove) return t.fail()
  const between = async (from: CommitId | null, to: CommitId): Promise<unknown[]> =>
    summary(await all(repository.diff(from, to)))
  t.deepEqual(await between(first, second), [['modified', 'src/a.py', 'src/a.py', '100644', '100644', false, 2, 2]])
  t.deepEqual(await between(merge, rename), [
    ['renamed', 'src/lib/b.py', 'src/lib/c.py', '100644', '100644', false, 1, 1],
  ])
  t.deepEqual(await between(odd, remove), [
    ['modified', 'run', 'run', '100755', '100644', false, 0, 0],
    ['removed', 'src/f.py', 'src/f.py', '100644', null, false, 0, 1],
  ])
  t.deepEqual(await between(first, first), [])
  const whole = await between(null, first)
  t.is(whole.length, 8)
  t.deepEqual(whole[0], ['added', 'README.md', 'README.md', null, '100644', false, 1, 0])
  t.deepEqual(whole[1], ['added', 'binary.bin', 'binary.bin', null, '100644', true, 0, 0])
  t.deepEqual(whole[2], ['added', 'empty', 'empty', null, '100644', false, 0, 0])
})

each('the files that a diff names can be had without their lines', async (t, { repository, ids }) => {
  for (const [from, to] of [[null, ids[0]], ...ids.map((id, index) => [id, ids[index + 1]]), [ids[0], ids.at(-1)]]) {
    if (!to) continue
    const files = await all(repository.diff(from ?? null, to))
    const expected = files.map(({ operation, oldPath, newPath }) => ({ operation, oldPath, newPath }))
    t.deepEqual(await repository.changes(from ?? null, to), expected)
  }
})

each('a part of a diff ends where it was said', async (t, { repository, ids: [first] }) => {
  if (!first) return t.fail()
  const files = await all(repository.diff(null, first, { part: { bytes: 1 } }))
  t.is(files.at(-1)?.cut, true)
  t.true(files.length < (await repository.changes(null, first)).length)
  const [file] = await all(repository.diff(null, first, { paths: ['src/a.py'], part: { skip: 58, bytes: 1000 } }))
  t.deepEqual([file?.hunks[0]?.newStart, file?.hunks[0]?.lines.length], [59, 2])
})

each('a hunk is what the tool shows', async (t, { repository, ids: [first, second] }) => {
  if (!first || !second) return t.fail()
  const [file] = await all(repository.diff(first, second))
  t.deepEqual(
    file?.hunks.map(({ oldStart, oldLines, newStart, newLines }) => [oldStart, oldLines, newStart, newLines]),
    [
      [3, 7, 3, 7],
      [48, 7, 48, 7],
    ],
  )
  t.deepEqual(file?.hunks[0]?.lines.slice(2, 5), [
    { kind: 'context', text: 'line 4' },
    { kind: 'removed', text: 'line 5' },
    { kind: 'added', text: 'changed' },
  ])
  const [narrow] = await all(repository.diff(first, second, { context: 0 }))
  t.is(narrow?.hunks[0]?.lines.length, 2)
  const [wide] = await all(repository.diff(first, second, { context: 1000 }))
  t.is(wide?.hunks.length, 1)
})

each('odd names come out of a diff as they went in', async (t, { repository, ids }) => {
  const [rename, odd] = [ids[4], ids[5]]
  if (!rename || !odd) return t.fail()
  const names = (await all(repository.diff(rename, odd))).map(({ newPath }) => newPath)
  const expected = [
    '-dash',
    'a b&c<d>"e.txt',
    'café.txt',
    'no newline',
    'tip',
    'ünïcödé/日本.txt',
    `${'x'.repeat(200)}.txt`,
  ]
  t.deepEqual(names.toSorted(), expected.toSorted())
  for (const name of names)
    t.deepEqual(
      (await all(repository.diff(rename, odd, { paths: [name] }))).map(({ newPath }) => newPath),
      [name],
    )
  t.deepEqual(await all(repository.diff(rename, odd, { paths: ['nope'] })), [])
  const [end] = await all(repository.diff(rename, odd, { paths: ['no newline'] }))
  t.deepEqual(end?.hunks[0]?.lines, [{ kind: 'added', text: 'end', unended: true }])
})

each('a patch is the tool’s own bytes', async (t, { repository, folder, ids: [first, second] }) => {
  if (!first || !second) return t.fail()
  const git = ['diff', '--full-index', '--binary', '-p', '-M', first, second]
  const hg = ['diff', '--git', '--config', 'diff.showfunc=1', '-r', first, '-r', second]
  t.deepEqual(
    await buffer(repository.patch(first, second)),
    await askBytes(repository.kind, folder, ...(repository.kind === 'git' ? git : hg)),
  )
  t.regex(await text(repository.patch(null, first)), /GIT binary patch/)
})

each('every line knows its commit', async (t, { repository, ids }) => {
  const [first, second] = ids
  if (!first || !second) return t.fail()
  const annotated = await repository.annotate(second, 'src/a.py')
  t.is(annotated.length, 60)
  t.like(annotated[5], { commit: second, number: 6, text: 'changed' })
  t.like(annotated[6], { commit: first, number: 7, text: 'line 6' })
  t.deepEqual(await repository.annotate(first, 'empty'), [])
  const renamed = await repository.annotate(ids[6] ?? first, 'src/lib/c.py')
  t.deepEqual([renamed[3]?.commit, renamed[4]?.commit], [first, ids[4]])
  t.like(renamed[3], { path: 'src/lib/b.py', line: 4 })
})
