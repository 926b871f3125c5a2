import test from 'ava'
import { openBudget } from '../../lib/vcs/budget.ts'

test('what was not asked for longest makes room, of whatever shelf', t => {
  const budget = openBudget(10_000)
  const one = budget.shelf<{ name: string }>()
  const two = budget.shelf<{ name: string }>()
  one.set('a', { name: 'one a' }, 2000)
  two.set('a', { name: 'two a' }, 2000)
  t.is(one.get('a')?.name, 'one a')
  for (const key of ['b', 'c', 'd']) two.set(key, { name: key }, 2000)
  t.is(one.get('a')?.name, 'one a')
  t.is(two.get('a'), undefined)
  t.true(budget.size() <= 10_000)
})

test('one thing alone never takes most of the room', t => {
  const budget = openBudget(10_000)
  const shelf = budget.shelf<Buffer>()
  shelf.set('small', Buffer.alloc(1), 1)
  shelf.set('large', Buffer.alloc(1), 9000)
  t.is(shelf.get('large'), undefined)
  t.truthy(shelf.get('small'))
})
