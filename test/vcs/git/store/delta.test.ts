import test from 'ava'
import { applyDelta, deltaSizes } from '../../../../lib/vcs/git/store/delta.ts'

test('a delta copies and inserts', t => {
  const base = Buffer.from('hello world')
  const delta = Buffer.from([11, 9, 0x91, 6, 5, 4, ...Buffer.from(' you')])
  t.deepEqual(deltaSizes(delta), { base: 11, result: 9, start: 2 })
  t.is(applyDelta(base, delta).toString(), 'world you')
})

test('a size of none is 65536, and offsets have four bytes', t => {
  const base = Buffer.alloc(0x1020000, 'a')
  base[0x1010000] = 98
  const sizes = [0x80, 0x80, 0x88, 0x08, 0x80, 0x80, 0x04]
  const result = applyDelta(base, Buffer.from([...sizes, 0x8f, 0, 0, 1, 1]))
  t.is(result.length, 65536)
  t.is(result[0], 98)
})

test('a delta that does not fit its base is damage, never a wrong text', t => {
  for (const bytes of [
    [5, 5, 0x91, 0, 5],
    [4, 9, 0x91, 0, 5],
    [4, 2, 0x90, 4],
    [4, 3, 1, 65],
    [4, 1],
  ]) {
    t.throws(() => applyDelta(Buffer.from('base'), Buffer.from(bytes)), { name: 'Damage' }, String(bytes))
  }
})
