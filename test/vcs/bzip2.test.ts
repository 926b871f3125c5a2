import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import test from 'ava'
import { createBzip2 } from '../../lib/vcs/bzip2.ts'
import { askPython } from '../helpers/archive.ts'

/** What Python's bzip2 makes of it; an error unless it is one file to its last byte. */
const unpack = `
import bz2, sys
reader = bz2.BZ2Decompressor()
sys.stdout.buffer.write(reader.decompress(sys.stdin.buffer.read()))
assert reader.eof and not reader.unused_data
`

const lines = (length: number): Buffer =>
  Buffer.from(Array.from({ length: length / 5 }, (_, number) => `${number} and ${number ** 2}\n`).join('')).subarray(
    0,
    length,
  )

const texts = {
  nothing: Buffer.alloc(0),
  'a byte': Buffer.from('x'),
  'one block': lines(700_000),
  'a block and a byte': lines(700_001),
  'several blocks': lines(1_800_000),
  'nothing but runs of four, which bzip2 makes longer': Buffer.from(
    Uint8Array.from({ length: 700_001 }, (_, index) => index >> 2),
  ),
}

for (const [name, text] of Object.entries(texts)) {
  test(`${name} comes out of bzip2 as it went in`, async t => {
    const pieces = Array.from({ length: Math.ceil(text.length / 65_521) }, (_, index) =>
      text.subarray(index * 65_521, (index + 1) * 65_521),
    )
    const packed = await buffer(Readable.from(pieces).pipe(createBzip2()))
    t.deepEqual(packed.subarray(0, 4), Buffer.from('BZh9'))
    t.true((await askPython(unpack, packed)).equals(text))
  })
}

test('several can pack at once', async t => {
  const all = [3, 5, 7].map(byte => Buffer.alloc(900_000, `${byte}`))
  const packed = await Promise.all(all.map(text => buffer(Readable.from([text]).pipe(createBzip2()))))
  for (const [index, text] of all.entries()) t.true((await askPython(unpack, packed[index] ?? text)).equals(text))
})

test.serial('where nobody reads no more is packed, and the thread ends with the last who packs', async t => {
  const threads: Worker[] = []
  const note = (worker: Worker) => threads.push(worker)
  process.on('worker', note)
  t.teardown(() => process.off('worker', note))
  let taken = 0
  const endless = Readable.from(
    (function* () {
      for (;;) {
        taken += 65_536
        yield Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)))
      }
    })(),
    { objectMode: false },
  )
  const packing = endless.pipe(createBzip2())
  await once(packing, 'readable')
  for (let before = 0; before !== taken; await wait(1000)) before = taken
  t.true(taken < 4_000_000, String(taken))
  const [thread] = threads
  t.is(threads.length, 1)
  packing.destroy()
  endless.destroy()
  if (thread && thread.threadId !== -1) await once(thread, 'exit')
  t.is(thread?.threadId, -1)
})
