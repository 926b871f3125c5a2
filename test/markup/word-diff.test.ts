import test from 'ava'
import fc from 'fast-check'
import { wordDiff } from '../../lib/markup/word-diff.ts'

const joined = (words: readonly { text: string }[]) => words.map(word => word.text).join('')

test('what was put in and taken out is marked, the rest is not', t => {
  t.deepEqual(wordDiff('new List<Reading>();', 'new List<Reading>(map.Count);')?.after, [
    { text: 'new List<Reading>(', changed: false },
    { text: 'map.Count', changed: true },
    { text: ');', changed: false },
  ])
})

test('lines that have little in common have no marks', t => {
  t.is(wordDiff('readings.Add(x)', 'limit.CancelAfter(Patience);'), null)
})

test('lines of any length are compared in no time, or not at all', t => {
  t.is(wordDiff('a '.repeat(100_000), 'b '.repeat(100_000)), null)
})

test('the pieces of a line are the line', t => {
  fc.assert(
    fc.property(fc.string({ minLength: 10 }), fc.string(), fc.string(), (start, old, fresh) => {
      const [before, after] = [start + old, start + fresh]
      const words = wordDiff(before, after)
      if (!words) return
      t.is(joined(words.before), before)
      t.is(joined(words.after), after)
    }),
  )
})
