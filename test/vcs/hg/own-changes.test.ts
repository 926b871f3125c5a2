import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import type { FileChange } from '../../../lib/vcs/repository.ts'
import { dice, randomHistory } from '../../helpers/random-history.ts'
import { makeHg } from './made.ts'

/** `M one`, and `  source` after what was copied; a source that is gone, once, is a rename. */
function parse(status: string): FileChange[] {
  const lines = status.split('\n').filter(Boolean)
  const gone = new Set(lines.filter(line => line.startsWith('R ')).map(line => line.slice(2)))
  const moved = new Set<string>()
  const told = lines.flatMap((line, index): FileChange[] => {
    const [newPath, next] = [line.slice(2), lines[index + 1]]
    if (line.startsWith('  ') || line.startsWith('R ')) return []
    if (line.startsWith('M ')) return [{ operation: 'modified', oldPath: newPath, newPath }]
    if (!next?.startsWith('  ')) return [{ operation: 'added', oldPath: newPath, newPath }]
    const oldPath = next.slice(2)
    const renamed = gone.has(oldPath) && !moved.has(oldPath)
    if (renamed) moved.add(oldPath)
    return [{ operation: renamed ? 'renamed' : 'copied', oldPath, newPath }]
  })
  const removed = [...gone].filter(name => !moved.has(name))
  return [
    ...told,
    ...removed.map((name): FileChange => ({ operation: 'removed', oldPath: name, newPath: name })),
  ].toSorted((one, two) => (Buffer.compare(Buffer.from(one.newPath), Buffer.from(two.newPath)) < 0 ? -1 : 1))
}

test('what commits changed is told as Mercurial tells it, copies and renames included', async t => {
  t.timeout(300_000)
  const { folder, hg, open, ids: made } = await makeHg(t, randomHistory(7, 30))
  const roll = dice(11)
  const names = Array.from({ length: 12 }, (_, index) => path.join(folder, `n${index}`))
  const run = (...words: string[]) => hg(...words).catch(() => null)
  await run('update', '--clean', '--rev', 'tip')
  for (const name of names.slice(0, 8)) await writeFile(name, `${roll(4)}\n`)
  for (let round = 0; round < 30; round++) {
    const [one = '', other = ''] = [names[roll(12)], names[roll(12)]]
    const acts = [
      async () => run('copy', one, other),
      async () => run('copy', '--force', one, other),
      async () => run('move', one, other),
      async () => run('remove', '--force', one),
      async () => run('update', '--rev', `tip~${roll(4)}`),
      async () => promisify(execFile)('chmod', ['+x', one]).catch(() => null),
      async () => writeFile(one, roll(3) ? `${roll(4)}\n` : '\x01\nno head\n'),
    ]
    for (let count = 0; count <= roll(4); count++) await acts[roll(acts.length)]?.()
    await run('commit', '--addremove', '--user', 'u', '--message', `round ${round}`)
  }
  await mkdir(path.join(folder, 'many'))
  for (const name of names) await writeFile(path.join(folder, 'many', path.basename(name)), `${name}\n`.repeat(5000))
  await run('commit', '--addremove', '--user', 'u', '--message', 'many')
  const repository = await open()
  const nodes = (await hg('log', '--template', '{node} {p1node}\n')).trim().split('\n')
  t.true(nodes.length > made.length + 15)
  const seen = new Set<FileChange['operation']>()
  for (const line of nodes) {
    const [id, parent] = await Promise.all(
      line.split(' ').map(name => (/^0+$/.test(name) ? null : repository.resolve(name))),
    )
    if (!id) return t.fail()
    const expected = parse(await hg('status', '-mar', '--copies', '--rev', parent ?? 'null', '--rev', id))
    const changes = await repository.changes(parent ?? null, id)
    t.deepEqual(changes, expected, id)
    for (const { operation } of changes) seen.add(operation)
    const diff: FileChange[] = []
    for await (const { operation, oldPath, newPath } of repository.diff(parent ?? null, id))
      diff.push({ operation, oldPath, newPath })
    // a text that came back as another revision is modified without a line
    const isShown = ({ operation, newPath }: FileChange) =>
      operation !== 'modified' || diff.some(file => file.newPath === newPath)
    t.deepEqual(diff, expected.filter(isShown), id)
  }
  t.is(seen.size, 5)
})
