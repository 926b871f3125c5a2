import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { isProblem } from '../../lib/std/problem.ts'
import type { Kind, Repository } from '../../lib/vcs/repository.ts'
import { all, kinds, openTools } from '../helpers/contract.ts'
import { ask, commit, makeRepository } from '../helpers/repositories.ts'

const described = [commit('one', { a: 'one\n' }), commit('two', { a: 'two\n' })]

interface Opened {
  readonly repository: Repository
  readonly folder: string
  readonly ids: readonly string[]
}

async function open(t: ExecutionContext, kind: Kind): Promise<Opened> {
  const { vcs, folder } = await openTools(t)
  const here = path.join(folder, 'repository')
  const ids = await makeRepository(kind, here, described)
  return { repository: await vcs.open(kind, here), folder: here, ids }
}

async function subjects(repository: Repository): Promise<string[]> {
  return (await all(repository.log())).map(({ message }) => message.trim())
}

/** Takes the second commit away for ever. */
async function forget(kind: Kind, { folder, ids: [one = '', two = ''] }: Opened): Promise<void> {
  if (kind === 'hg') return void (await ask('hg', folder, '--config', 'extensions.strip=', 'strip', '--no-backup', two))
  await ask('git', folder, 'update-ref', 'refs/heads/master', one)
  await ask('git', folder, 'gc', '--prune=now', '--quiet')
}

for (const kind of kinds) {
  test(`${kind}: what is written meanwhile is not seen in a steady repository`, async t => {
    const { repository, folder, ids } = await open(t, kind)
    const still = await repository.steady()
    t.is(await repository.steady(), still)
    if (kind === 'git') await ask('git', folder, 'update-ref', 'refs/heads/master', ids[0] ?? '')
    else await ask('hg', folder, 'bookmark', '--rev', '0', 'mark')
    const now = await repository.steady()
    t.not(now, still)
    const told = async (view: Repository) => [
      await subjects(view),
      await view.count(),
      (await view.refs()).bookmarks.length,
    ]
    t.deepEqual(await told(still), [['two', 'one'], 2, 0])
    t.deepEqual(await told(now), kind === 'git' ? [['one'], 1, 0] : [['two', 'one'], 2, 1])
    t.deepEqual(await told(repository), await told(now))
    t.is(await still.steady(), now)
  })

  test(`${kind}: what is taken away meanwhile fails in a steady repository, and is not in the next`, async t => {
    const opened = await open(t, kind)
    const still = await opened.repository.steady()
    const tip = await still.resolve('tip')
    await forget(kind, opened)
    const error = await t.throwsAsync(async () => (await still.file(tip, 'a')).bytes())
    t.true(isProblem(error, 'unavailable'), String(error))
    const now = await opened.repository.steady()
    t.deepEqual(await subjects(now), ['one'])
    await t.throwsAsync(now.resolve(tip), { message: 'no such commit' })
  })

  test(`${kind}: a change that somebody is in the middle of is waited for`, async t => {
    const {
      repository,
      folder,
      ids: [one = '', two = ''],
    } = await open(t, kind)
    await repository.steady()
    const inside = path.join(folder, kind === 'git' ? 'refs/heads' : '.hg')
    const lock = kind === 'git' ? path.join(inside, 'b.lock') : path.join(inside, 'store/lock')
    const write = (first: string, second: string): void => {
      if (kind === 'hg') return replaceFile(path.join(inside, 'bookmarks'), `${first} a\n${second} b\n`)
      replaceFile(path.join(inside, 'a'), `${first}\n`)
      replaceFile(path.join(inside, 'b'), `${second}\n`)
    }
    write(one, one)
    await repository.steady()
    symlinkSync('somebody', lock)
    write(two, one)
    const waiting = repository.steady()
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    write(two, two)
    rmSync(lock)
    const { branches, bookmarks } = await (await waiting).refs()
    const moved = [...branches, ...bookmarks].filter(({ name }) => name === 'a' || name === 'b')
    t.deepEqual(
      moved.map(ref => ref.commit as string),
      [two, two],
    )
  })

  test(`${kind}: a lock that was left over ends nothing`, async t => {
    const { repository, folder } = await open(t, kind)
    symlinkSync('somebody', path.join(folder, kind === 'git' ? 'refs/heads/b.lock' : '.hg/store/lock'))
    t.deepEqual(await subjects(await repository.steady()), ['two', 'one'])
  })
}

/** As git and hg do it, so that another file stands there even within one tick of the clock. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}
