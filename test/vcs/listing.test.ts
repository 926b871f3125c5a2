import test from 'ava'
import { keepLast } from '../../lib/vcs/listing.ts'
import type { CommitId, LogQuery } from '../../lib/vcs/repository.ts'

test('one list of one state is made once, whatever is taken of it', t => {
  let made = 0
  const list = keepLast((state: { readonly name: string }) => `${state.name} ${++made}`)
  const [now, later] = [{ name: 'now' }, { name: 'later' }]
  const from = ['a' as CommitId] // no repository looks at it
  t.is(list(now, { from }), 'now 1')
  const page: LogQuery = { from, offset: 3, limit: 5, author: 'ann' }
  t.is(list(now, page), 'now 1')
  t.is(list(later, { from }), 'later 2')
  t.is(list(now, { from }), 'now 1')
  t.is(list(now, { from: [...from] }), 'now 3')
  t.is(list(now, { from, not: from }), 'now 4')
  t.is(list(now, { from }), 'now 5')
  t.is(list(now, { from, branch: 'a' }), 'now 6')
  t.is(list(now, { from, branch: 'b' }), 'now 7')
  t.is(list(now, { branch: 'b' }), 'now 8')
})

test('a list that could not be made is tried again', t => {
  let tries = 0
  const list = keepLast((_: object) => {
    if (++tries === 1) throw new Error('not yet')
    return tries
  })
  const state = {}
  t.throws(() => list(state, {}), { message: 'not yet' })
  t.is(list(state, {}), 2)
})
