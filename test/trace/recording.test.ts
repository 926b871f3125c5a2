import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { openFollower } from '#trace/follower.ts'
import type { Line } from '#trace/line.ts'
import { openRecorder } from '#trace/recorder.ts'
import { sweepTrace } from '#trace/sweep.ts'
import { makeFolder } from '../helpers/folder.ts'

const line = (text: string, more: Partial<Line> = {}): Line => ({
  time: new Date(),
  pid: 1,
  namespace: 'kallithea:test',
  request: null,
  text,
  always: false,
  ...more,
})

const everything = { logs: null, since: new Date(0), isWanted: () => true }
const begins = /^begins: /

async function textsOf(follower: { look(): Promise<readonly Line[]> }): Promise<readonly string[]> {
  return (await follower.look()).map(({ text }) => text).filter(text => !begins.test(text))
}

test('lines of two processes come once, each process’s in its order', async t => {
  const folder = await makeFolder(t)
  const [one, other] = [1, 2].map(pid => openRecorder(folder, { logs: null, pid }))
  const follower = openFollower({ folder, ...everything })
  const seen: Line[] = []
  for (let number = 0; number < 300; number++) {
    t.true(one?.write(line(`${number}`)))
    if (number % 3 === 0) t.true(other?.write(line(`other ${number}`)))
    if (number % 7 === 0) seen.push(...(await follower.look()))
  }
  seen.push(...(await follower.look()))
  const of = (pid: number) => seen.filter(each => each.pid === pid).map(({ text }) => text)
  t.deepEqual(
    of(1).slice(1),
    Array.from({ length: 300 }, (_, number) => `${number}`),
  )
  t.deepEqual(
    of(2).slice(1),
    Array.from({ length: 100 }, (_, number) => `other ${3 * number}`),
  )
  t.regex(of(1)[0] ?? '', begins)
  t.deepEqual(await follower.look(), [])
})

test('a clock that is set back turns nothing around', async t => {
  const folder = await makeFolder(t)
  const recorder = openRecorder(folder, { logs: null })
  const ahead = new Date(Date.now() + 3_600_000)
  recorder.write(line('first', { time: ahead }))
  recorder.write(line('second'))
  t.deepEqual(await textsOf(openFollower({ folder, ...everything, since: ahead })), ['first', 'second'])
})

test('what a line is about comes back as it was', async t => {
  const folder = await makeFolder(t)
  const request = { id: '4c1f', method: 'GET', address: '/ä?b', user: 'CORP\\ann' }
  const recorder = openRecorder(folder, { logs: null, pid: 1 })
  const written = line('Error: no\r\n    at x\n\u001b[2J "', { request, always: true })
  recorder.write(written)
  const [, read] = await openFollower({ folder, ...everything }).look()
  t.deepEqual(read, written)
})

test('of endless lines the last are kept, in a bounded number of bytes', async t => {
  const folder = await makeFolder(t)
  const recorder = openRecorder(folder, { logs: null, size: 10_000, parts: 3 })
  for (let number = 0; number < 2000; number++) recorder.write(line(`${number} ${'x'.repeat(100)}`))
  const sizes = await Promise.all((await readdir(folder)).map(async name => (await stat(path.join(folder, name))).size))
  t.is(sizes.length, 3)
  t.true(sizes.every(size => size <= 10_000))
  const texts = await textsOf(openFollower({ folder, ...everything }))
  t.regex(texts.at(-1) ?? '', /^1999 /)
  t.true(texts.length > 80 && texts.length < 200)
})

test('who reads while files are begun and taken away misses nothing', async t => {
  const folder = await makeFolder(t)
  const recorder = openRecorder(folder, { logs: null, size: 4000, parts: 2 })
  const follower = openFollower({ folder, ...everything })
  const texts: string[] = []
  for (let number = 0; number < 500; number++) {
    recorder.write(line(`${number} ${'x'.repeat(100)}`))
    if (number % 10 === 0) texts.push(...(await textsOf(follower)))
  }
  texts.push(...(await textsOf(follower)))
  t.deepEqual(
    texts.map(text => text.split(' ')[0]),
    Array.from({ length: 500 }, (_, number) => `${number}`),
  )
})

test('who is too slow is told how many lines are missing', async t => {
  const folder = await makeFolder(t)
  const recorder = openRecorder(folder, { logs: null, size: 4000, parts: 2 })
  const follower = openFollower({ folder, ...everything })
  recorder.write(line('0'))
  await follower.look()
  for (let number = 1; number <= 500; number++) recorder.write(line(`${number} ${'x'.repeat(100)}`))
  const [told = '', first = ''] = await textsOf(follower)
  t.is(
    told,
    `${Number(first.split(' ')[0]) - 1} lines of this process are not here: it wrote them faster than they were read`,
  )
})

test('another follower goes on from a position without a gap', async t => {
  const folder = await makeFolder(t)
  const recorder = openRecorder(folder, { logs: null, size: 4000, parts: 3 })
  let follower = openFollower({ folder, ...everything })
  const texts: string[] = []
  for (let number = 0; number < 100; number++) {
    recorder.write(line(`${number} ${'x'.repeat(100)}`))
    if (number % 9 !== 0) continue
    texts.push(...(await textsOf(follower)))
    follower = openFollower({ folder, ...everything, position: follower.position() })
  }
  texts.push(...(await textsOf(follower)))
  t.deepEqual(
    texts.map(text => text.split(' ')[0]),
    Array.from({ length: 100 }, (_, number) => `${number}`),
  )
})

test('a position of somebody’s making is none', async t => {
  const folder = await makeFolder(t)
  openRecorder(folder, { logs: null }).write(line('here'))
  for (const position of ['x', '!', '1-2', '../../etc/passwd-1.2.3', '9-9-9.9.9!9-stderr-9.9', '~~~']) {
    t.deepEqual(await textsOf(openFollower({ folder, ...everything, position })), ['here'], position)
  }
})

test('only lines that are asked for come, and those that are always said', async t => {
  const folder = await makeFolder(t)
  const recorder = openRecorder(folder, { logs: null })
  recorder.write(line('quiet'))
  recorder.write(line('asked', { namespace: 'kallithea:vcs:git' }))
  recorder.write(line('always', { always: true }))
  const isWanted = (namespace: string) => namespace.startsWith('kallithea:vcs')
  t.deepEqual(await textsOf(openFollower({ folder, logs: null, since: new Date(0), isWanted })), ['asked', 'always'])
})

test('half a line, of a process that was killed, is passed over', async t => {
  const folder = await makeFolder(t)
  const recorder = openRecorder(folder, { logs: null, pid: 7, started: 1 })
  recorder.write(line('whole'))
  await writeFile(path.join(folder, '7-1-0.jsonl'), '{"number":2,"time":"20', { flag: 'a' })
  t.deepEqual(await textsOf(openFollower({ folder, ...everything })), ['whole'])
})

test('a folder that is taken away is made again with the next file, and who writes is told', async t => {
  const folder = await makeFolder(t)
  const gone = path.join(folder, 'trace')
  const recorder = openRecorder(gone, { logs: null, size: 1000 })
  await rm(gone, { recursive: true })
  await writeFile(gone, 'no folder')
  const answers = Array.from({ length: 20 }, () => recorder.write(line('x'.repeat(100))))
  t.true(answers.includes(false))
  await rm(gone)
  t.true(recorder.write(line('again')))
  t.deepEqual(await textsOf(openFollower({ folder: gone, ...everything })), ['again'])
})

test('what ended processes left is swept by number, size and age; what lives is not touched', async t => {
  const folder = await makeFolder(t)
  const ended = 2 ** 22 + 1 // no process of Linux has this number
  const own = `${process.pid}-1-0.jsonl`
  const names = [1, 2, 3, 4, 5].map(started => `${ended}-${started}-0.jsonl`)
  for (const name of [...names, own, 'note.txt']) await writeFile(path.join(folder, name), 'x'.repeat(100))
  await sweepTrace(folder, { bytes: 1000, files: 4, milliseconds: 60_000 })
  t.is((await readdir(folder)).length, 6)
  await sweepTrace(folder, { bytes: 250, files: 4, milliseconds: 60_000 })
  t.is((await readdir(folder)).length, 4)
  await sweepTrace(folder, { bytes: 1000, files: 4, milliseconds: -60_000 })
  t.deepEqual((await readdir(folder)).toSorted(), [own, 'note.txt'])
})

test('of iisnode’s log old files are passed over, of a long one but the end, and half lines wait', async t => {
  const logs = await makeFolder(t)
  const put = (name: string, text: string) => writeFile(path.join(logs, name), text, { flag: 'a' })
  const old = new Date(Date.now() - 3_600_000)
  await put('A-1-stdout-1.txt', 'old\r\n')
  await utimes(path.join(logs, 'A-1-stdout-1.txt'), old, old)
  await put('A-2-stderr-2.txt', `${'x'.repeat(99)}\n`.repeat(10_000))
  await put('index.html', 'nothing')
  const since = new Date(Date.now() - 60_000)
  const folder = path.join(logs, 'none')
  const follower = openFollower({ folder, logs, since, isWanted: () => true })
  const first = await follower.look()
  t.true(first.length > 10 && first.length < 50)
  t.true(first.every(({ pid, namespace }) => pid === 2 && namespace === 'iisnode:stderr'))
  await put('A-1-stdout-1.txt', 'said, ')
  t.deepEqual(await textsOf(follower), [])
  await put('A-1-stdout-1.txt', 'and the end\r\nmore\r\nrest')
  t.deepEqual(await textsOf(follower), ['said, and the end', 'more'])
  t.deepEqual(await textsOf(follower), ['rest'])
  await put('A-3-stderr-3.txt', 'Error: no, token=geheim\r\n    at x\r\n')
  const other = openFollower({ folder, logs, since, isWanted: () => true, position: follower.position() })
  t.deepEqual(await textsOf(other), ['Error: no, token=…\n    at x'])
})

test('a process tells where iisnode keeps what the others say that never came to their start', async t => {
  const folder = await makeFolder(t)
  const logs = path.join(await makeFolder(t), 'logs')
  await mkdir(logs)
  openRecorder(folder, { logs })
  const follower = openFollower({ folder, ...everything })
  await follower.look()
  await writeFile(path.join(logs, 'A-9-stderr-9.txt'), 'Error: no start\r\n')
  const [crash] = await openFollower({ folder, ...everything, position: follower.position() }).look()
  t.like(crash, { pid: 9, namespace: 'iisnode:stderr', text: 'Error: no start', always: true })
  t.deepEqual(await textsOf(follower), ['Error: no start'])
})
