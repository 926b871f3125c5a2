import path from 'node:path'
import test from 'ava'
import { Problem } from '#std/problem.ts'
import { readSteadily } from '#web/steady.ts'
import { openTools } from '../helpers/contract.ts'
import { ask, commit, makeRepository } from '../helpers/repositories.ts'

async function openMoving(t: Parameters<typeof openTools>[0]) {
  const { vcs, folder } = await openTools(t)
  const ids = await makeRepository('git', path.join(folder, 'repository'), [commit('one'), commit('two')])
  const repository = await vcs.open('git', path.join(folder, 'repository'))
  const move = (to: number) => ask('git', repository.folder, 'update-ref', 'refs/heads/master', ids[to] ?? '')
  return { repository, ids, move }
}

const gone = () => new Problem('unavailable', 'the repository is damaged')

test('a page that lost what it read is made of the next state', async t => {
  const { repository, ids, move } = await openMoving(t)
  const read: (string | null)[] = []
  const answer = await readSteadily(repository, async still => {
    read.push(await still.tip())
    if (read.length > 1) return 'a page'
    await move(0)
    throw gone()
  })
  t.is(answer, 'a page')
  t.deepEqual(read, [ids[1], ids[0]])
})

test('who always loses is told so, and so is who reads what is damaged while nobody writes', async t => {
  const { repository, move } = await openMoving(t)
  let attempts = 0
  const lose = async () => {
    await move(attempts++ % 2)
    throw gone()
  }
  await t.throwsAsync(readSteadily(repository, lose), { message: 'the repository is damaged' })
  t.is(attempts, 4)
  await t.throwsAsync(readSteadily(repository, () => Promise.reject(gone())))
  const bug = new RangeError('a bug')
  const stumble = async () => {
    await move(attempts++ % 2)
    throw bug
  }
  t.is(await t.throwsAsync(readSteadily(repository, stumble)), bug)
  t.is(attempts, 5)
})
