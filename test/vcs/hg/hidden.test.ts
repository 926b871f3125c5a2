import test from 'ava'
import { commit } from '../../helpers/repositories.ts'
import { collect, makeHg } from './made.ts'

const history = [
  commit('base', { a: '1' }),
  commit('old', { a: '2' }),
  commit('new', { a: '3' }, { parents: [0] }),
  commit('on old', { b: '1' }, { parents: [1] }),
  commit('secret', { c: '1' }, { parents: [2] }),
]

test('obsolete commits are not seen, unless a draft needs them', async t => {
  const { open, hg, ids } = await makeHg(t, history)
  const repository = await open()
  await hg('debugobsolete', ids[1]!, ids[2]!)
  t.is(await repository.count(), 5)
  await hg('debugobsolete', ids[3]!)
  t.deepEqual(
    (await collect(repository.log())).map(({ id }) => id),
    [ids[4]!, ids[2]!, ids[0]!],
  )
  for (const name of [ids[1]!, ids[1]!.slice(0, 12), '1'])
    await t.throwsAsync(repository.resolve(name), { message: 'no such commit' })
  t.deepEqual(await repository.children(ids[0]!), [ids[2]!])
  t.is(await repository.numberOf(ids[2]!), 2)
})

test('a bookmark keeps an obsolete commit in sight', async t => {
  const { open, hg, ids } = await makeHg(t, history)
  await hg('bookmark', '--rev', ids[1]!, 'kept')
  await hg('debugobsolete', ids[3]!)
  await hg('debugobsolete', ids[1]!, ids[2]!)
  const repository = await open()
  t.is(await repository.resolve('kept'), ids[1]!)
  t.is(await repository.count(), 4)
  await hg('bookmark', '--delete', 'kept')
  await t.throwsAsync(repository.resolve('kept'))
  t.is(await repository.count(), 3)
})

test('phases are those of hg, and secret commits are shown', async t => {
  const { open, hg, ids } = await makeHg(t, history)
  await hg('phase', '--public', '--rev', ids[2]!)
  await hg('phase', '--secret', '--force', '--rev', ids[4]!)
  const repository = await open()
  const phases = await Promise.all(ids.map(async id => (await repository.commit(id)).phase))
  t.deepEqual(phases, ['public', 'draft', 'public', 'draft', 'secret'])
})

test('an open repository sees what was committed, stripped and tagged elsewhere', async t => {
  const { open, hg, ids, folder } = await makeHg(t, history)
  const repository = await open()
  t.is(await repository.tip(), ids[4]!)
  await hg('strip', '--no-backup', '--rev', ids[3]!)
  t.is(await repository.count(), 4)
  await t.throwsAsync(repository.commit(ids[3]!), { message: 'no such commit' })
  t.is(await repository.numberOf(ids[4]!), 3)
  t.is((await (await repository.file(ids[4]!, 'c')).bytes()).toString(), '1')
  t.is((await repository.lastCommits(ids[4]!, '')).get('c'), ids[4])
  await hg('--cwd', folder, 'update', '--clean', '--rev', ids[4]!)
  await hg('--cwd', folder, 'tag', '--user', 'x', 'later')
  t.true((await repository.refs()).tags.some(({ name }) => name === 'later'))
  await hg('--cwd', folder, 'tag', '--user', 'x', '--remove', 'later')
  t.deepEqual(
    (await repository.refs()).tags.map(({ name }) => name),
    ['tip'],
  )
})
