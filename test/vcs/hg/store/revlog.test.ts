import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'ava'
import { openHg } from '../../../../lib/vcs/hg/repository.ts'
import { openRevlog } from '../../../../lib/vcs/hg/store/revlog.ts'
import { commit } from '../../../helpers/repositories.ts'
import { collect, makeHg } from '../made.ts'

/** A file that grows until its revlog is no longer inline, and one that stays small. */
const history = Array.from({ length: 30 }, (_, number) =>
  commit(`number ${number}`, {
    'large.txt': Array.from(
      { length: 40 * (number + 1) },
      (__, line) => `${line % (number + 2)} ${randomBytes(40).toString('hex')}`,
    ).join('\n'),
    'small.txt': `${number}\n`.repeat(3),
    'noise.bin': randomBytes(2000),
  }),
)

test('every revision of inline and of split revlogs is read, whatever compressed it', async t => {
  const { folder, hg, deps } = await makeHg(t, history)
  for (const [name, ...configuration] of [
    ['zlib', 'format.revlog-compression=zlib'],
    ['zstd', 'format.revlog-compression=zstd'],
    ['none', 'format.revlog-compression=none'],
    ['plain', 'format.usegeneraldelta=no', 'format.sparse-revlog=no'],
    ['nodots', 'format.dotencode=no'],
    ['nocache', 'format.usefncache=no'],
    ['nostore', 'format.usestore=no'],
  ] as const) {
    const copy = path.join(folder, '..', name)
    const options = configuration.flatMap(setting => ['--config', setting])
    await hg(...options, 'clone', '--pull', '--noupdate', folder, copy)
    const repository = await openHg(copy, deps)
    for (const { id } of await collect(repository.log())) {
      for (const file of ['large.txt', 'small.txt', 'noise.bin']) {
        // Reading checks the hash of each text.
        t.true((await (await repository.file(id, file)).bytes()).length > 0)
      }
    }
    t.is(await repository.count(), 30, name)
  }
  t.true(existsSync(path.join(folder, '.hg/store/data/large.txt.d')))
  t.false(existsSync(path.join(folder, '.hg/store/data/small.txt.d')))
  t.regex(await hg('debugrequirements'), /revlogv1/)
})

test('a damaged text is not shown', async t => {
  const { folder, open, ids } = await makeHg(t, history.slice(0, 3))
  const file = path.join(folder, '.hg/store/data/small.txt.i')
  const bytes = readFileSync(file)
  bytes[bytes.length - 2] = 65
  writeFileSync(file, bytes)
  const repository = await open()
  await t.throwsAsync(async () => (await repository.file(ids[2]!, 'small.txt')).bytes())
})

test('an entry that is still being written does not count', async t => {
  const { folder } = await makeHg(t, history.slice(0, 3))
  const file = path.join(folder, '.hg/store/data/small.txt.i')
  const whole = readFileSync(file)
  writeFileSync(file, whole.subarray(0, whole.length - 3))
  t.is(openRevlog({ file }).length, 2)
})

test('a format that may mean something else is refused', async t => {
  const { folder, open } = await makeHg(t, history.slice(0, 1))
  appendFileSync(path.join(folder, '.hg/requires'), 'exp-of-tomorrow\n')
  await t.throwsAsync(open, { message: 'a Mercurial repository of a format that is not read' })
})
