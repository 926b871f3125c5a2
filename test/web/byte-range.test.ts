import { Readable } from 'node:stream'
import test from 'ava'
import fc from 'fast-check'
import { cutRange, parseRange } from '../../lib/web/byte-range.ts'

test('a range has a start, an end, or the length of an end', t => {
  t.deepEqual(parseRange('bytes=0-0', 10), { start: 0, end: 0 })
  t.deepEqual(parseRange('bytes=4-', 10), { start: 4, end: 9 })
  t.deepEqual(parseRange('bytes=4-99', 10), { start: 4, end: 9 })
  t.deepEqual(parseRange('bytes=-3', 10), { start: 7, end: 9 })
  t.deepEqual(parseRange('bytes=-30', 10), { start: 0, end: 9 })
})

test('what is no range, or several, gets everything; what lies behind the end gets nothing', t => {
  for (const header of [
    '',
    'bytes=-',
    'bytes=5-4',
    'bytes=0-1,3-4',
    'lines=0-1',
    'bytes=a-b',
    `bytes=${'9'.repeat(99)}-`,
  ])
    t.is(parseRange(header, 10), null, header)
  for (const header of ['bytes=10-', 'bytes=10-12', 'bytes=-0']) t.is(parseRange(header, 10), 'outside', header)
  for (const header of ['bytes=0-', 'bytes=-1']) t.is(parseRange(header, 0), 'outside', header)
})

test('a stream is cut as its bytes would be, however they come', async t => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 50 }),
      fc.nat(49),
      fc.nat(49),
      fc.integer({ min: 1, max: 20 }),
      async (given, one, two, size) => {
        const bytes = Buffer.from(given)
        const [start = 0, end = 0] = [one % bytes.length, two % bytes.length].toSorted((a, b) => a - b)
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        )
        const cut: Buffer[] = []
        for await (const piece of cutRange(Readable.from(pieces), { start, end }) as Readable) cut.push(piece)
        return Buffer.concat(cut).equals(bytes.subarray(start, end + 1))
      },
    ),
  )
  t.pass()
})
