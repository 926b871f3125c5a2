import test from 'ava'
import { parseJournalFilter } from '#domain/journal-filter.ts'

test('a word is the name of a repository unless its field is said', t => {
  t.deepEqual(parseJournalFilter('  '), [])
  t.deepEqual(parseJournalFilter('group/project'), [[{ column: 'repository_name', pattern: 'group/project' }]])
  t.deepEqual(parseJournalFilter('username:"Ann A" ip:10.*'), [
    [
      { column: 'username', pattern: 'Ann A' },
      { column: 'user_ip', pattern: '10.*' },
    ],
  ])
})

test('OR parts what AND, or nothing, holds together', t => {
  const [a, b, c] = ['a', 'b', 'c'].map(pattern => ({ column: 'action', pattern }))
  t.deepEqual(parseJournalFilter('action:a AND action:b OR action:c'), [[a, b], [c]] as never)
  t.deepEqual(parseJournalFilter('OR action:a OR'), [[a]] as never)
})

test('a day, a month or a year is all of it; what is none, and an unknown field, are nothing at all', t => {
  const span = (text: string) => parseJournalFilter(text)[0]?.[0]
  t.deepEqual(span('date:20261124'), { from: new Date(2026, 10, 24), to: new Date(2026, 10, 25) })
  t.deepEqual(span('date:2026-11'), { from: new Date(2026, 10, 1), to: new Date(2026, 11, 1) })
  t.deepEqual(span('date:2026'), { from: new Date(2026, 0, 1), to: new Date(2027, 0, 1) })
  t.deepEqual(span('date:[20261130 TO 202612]'), { from: new Date(2026, 10, 30), to: new Date(2027, 0, 1) })
  const nothing = { from: new Date(0), to: new Date(0) }
  for (const text of ['date:soon', 'date:[1 TO 2]', 'colour:red', 'constructor:x'])
    t.deepEqual(span(text), nothing, text)
})
