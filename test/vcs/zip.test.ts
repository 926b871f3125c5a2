import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import test from 'ava'
import { type ZipEntry, zip } from '../../lib/vcs/zip.ts'
import { formatEnd, formatLocal, formatRecord } from '../../lib/vcs/zip-records.ts'
import { askPython, readArchive } from '../helpers/archive.ts'
import { makeFolder } from '../helpers/folder.ts'

const sha1 = (content: string | Buffer): string => createHash('sha1').update(content).digest('hex')

async function* each(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries
}

const packed = (entries: readonly ZipEntry[], time: Date): Promise<Buffer> => buffer(zip(each(entries), time))

test('another program finds in a zip what was put in', async t => {
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)))
  const time = new Date('2026-07-08T09:10:12Z')
  const bytes = await packed(
    [
      { name: Buffer.from('a/empty'), kind: 'file', content: Buffer.alloc(0) },
      { name: Buffer.from('a/日本語'), kind: 'executable', content: Buffer.from('x'.repeat(100_000)) },
      { name: Buffer.from('a/caf\xe9\\', 'latin1'), kind: 'file', content: noise },
      { name: Buffer.from('streamed'), kind: 'file', content: Readable.from([noise, noise]) },
      { name: Buffer.from('link'), kind: 'symlink', content: Buffer.from('a/日本語') },
    ],
    time,
  )
  const common = { kind: 'file', executable: false, time: time.getTime() / 1000 }
  t.deepEqual(await readArchive(bytes), [
    { ...common, name: 'a/empty', sha1: sha1('') },
    { ...common, name: 'a/日本語', executable: true, sha1: sha1('x'.repeat(100_000)) },
    { ...common, name: 'a/caf\\xe9\\', sha1: sha1(noise) },
    { ...common, name: 'streamed', sha1: sha1(Buffer.concat([noise, noise])) },
    { ...common, name: 'link', kind: 'link', executable: true, sha1: sha1('a/日本語') },
  ])
})

test('a time that zip cannot say becomes the nearest', async t => {
  const script =
    'import io, sys, zipfile; print(zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).infolist()[0].date_time)'
  const said = async (time: string): Promise<string> => {
    const bytes = await packed([{ name: Buffer.from('x'), kind: 'file', content: Buffer.alloc(0) }], new Date(time))
    return (await askPython(script, bytes)).toString().trim()
  }
  t.is(await said('2026-07-08T09:10:13Z'), '(2026, 7, 8, 9, 10, 12)')
  t.is(await said('1902-02-03T00:00:00Z'), '(1980, 1, 1, 0, 0, 0)')
  t.is(await said('2200-02-03T00:00:00Z'), '(2107, 12, 31, 23, 59, 58)')
})

test('a zip may have more files, and be larger, than its first form can count', async t => {
  const script = `
import sys, zipfile
archive = zipfile.ZipFile(sys.stdin.readline())
last = archive.infolist()[-1]
print(len(archive.infolist()), last.filename, last.header_offset, archive.read(last))`
  const nothing = Buffer.from([3, 0]) // as deflate has it
  const sums = { crc: 0, packed: nothing.length, size: 0 }
  const facts = (name: string) =>
    ({ name: Buffer.from(name), kind: 'file', time: new Date(0), isStreamed: false }) as const
  const far = 5_000_000_000
  const names = Array.from({ length: 65_536 }, (_, number) => `${number + 100_000}`)
  const first = names.map(name => Buffer.concat([formatLocal(facts(name), sums), nothing]))
  const size = first[0]?.length ?? 0
  const last = Buffer.concat([formatLocal(facts('far'), sums), nothing])
  const records = Buffer.concat([
    ...names.map((name, index) => formatRecord(facts(name), sums, index * size)),
    formatRecord(facts('far'), sums, far),
  ])
  const name = path.join(await makeFolder(t), 'large.zip')
  const file = await open(name, 'w')
  await file.write(Buffer.concat(first), 0, null, 0)
  const end = formatEnd(65_537, far + last.length, records.length)
  await file.write(Buffer.concat([last, records, end]), 0, null, far)
  await file.close()
  t.is((await askPython(script, Buffer.from(name))).toString().trim(), "65537 far 5000000000 b''")
})

test('a file that cannot be read to its end breaks off the zip', async t => {
  const broken = new Readable({
    read() {
      this.push('x')
      this.destroy(new Error('no more'))
    },
  })
  const entry = { name: Buffer.from('x'), kind: 'file', content: broken } as const
  await t.throwsAsync(packed([entry], new Date()), { message: 'no more' })
})

test('where nobody reads no more is taken, and whoever gives it is told to stop', async t => {
  let taken = 0
  let isLeft = false
  async function* endless(): AsyncGenerator<ZipEntry> {
    try {
      for (;;) {
        taken++
        const content = Buffer.from(crypto.getRandomValues(new Uint8Array(20_000)))
        yield { name: Buffer.from(`${taken}`), kind: 'file', content }
      }
    } finally {
      isLeft = true
    }
  }
  const packing = zip(endless(), new Date())
  for (let pieces = 0; pieces < 5; pieces++) await packing.next()
  t.is(taken, 5)
  await packing.return(null)
  t.true(isLeft)
})
