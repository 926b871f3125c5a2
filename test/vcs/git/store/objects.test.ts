import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { openBudget } from '../../../../lib/vcs/budget.ts'
import { openHandles } from '../../../../lib/vcs/git/store/handles.ts'
import { type Objects, openObjects } from '../../../../lib/vcs/git/store/objects.ts'
import type { GitObject } from '../../../../lib/vcs/git/store/pack.ts'
import { makeFolder } from '../../../helpers/folder.ts'
import { ask, type CommitDescription, commit, makeRepository } from '../../../helpers/repositories.ts'

function open(folder: string, bytes = 1_000_000): Objects {
  const kept = openBudget(bytes).shelf<GitObject>()
  return openObjects({ folder: path.join(folder, 'objects'), idBytes: 20, handles: openHandles(2), kept })
}

/** Files that are alike, so that git packs them as deltas of deltas; a large one and an empty one. */
function history(commits: number): CommitDescription[] {
  const lines = Array.from({ length: 400 }, (_, number) => `line ${number} ${'x'.repeat(number % 60)}`)
  return Array.from({ length: commits }, (_, number) => {
    lines[(number * 37) % lines.length] = `changed by ${number}`
    return commit(`commit ${number}`, {
      'a.txt': `${lines.join('\n')}\n`,
      [`folder ${number % 5}/b.txt`]: `${number}\n`,
      ...(number === 3 && { large: Buffer.alloc(3_000_000, 'large '), empty: '' }),
    })
  })
}

async function check(t: ExecutionContext, folder: string, objects: Objects): Promise<number> {
  const list = await ask('git', folder, 'cat-file', '--batch-check', '--batch-all-objects', '--unordered')
  const lines = list.trim().split('\n')
  for (const line of lines) {
    const [id = '', type = '', size] = line.split(' ')
    const header = objects.header(id)
    const object = objects.read(id)
    const hash = createHash('sha1').update(`${object.type} ${object.data.length}\0`).update(object.data).digest('hex')
    if (hash !== id || object.type !== type) t.fail(line)
    if (header.type !== type || header.size !== Number(size)) t.fail(line)
  }
  t.true(lines.length > 8)
  return lines.length
}

test('every object is read right, loose and packed with long deltas, and of both kinds of delta', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, history(120))
  await ask('git', folder, 'repack', '-q', '-a', '-d', '-f', '--depth=50', '--window=50')
  t.true((await check(t, folder, open(folder))) > 300)
  // Without offsets, deltas name their base.
  await ask('git', folder, '-c', 'repack.useDeltaBaseOffset=false', 'repack', '-q', '-a', '-d', '-f')
  await check(t, folder, open(folder))
})

test('loose objects are read, and no cache is needed', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, history(10))
  t.true((await check(t, folder, open(folder, 10))) > 30)
})

test('objects that are borrowed from another repository are found', async t => {
  const folder = await makeFolder(t)
  const [origin, fork] = [path.join(folder, 'origin.git'), path.join(folder, 'fork.git')]
  await makeRepository('git', origin, history(10))
  await ask('git', folder, 'init', '-q', '--bare', fork)
  await mkdir(path.join(fork, 'objects/info'), { recursive: true })
  await writeFile(path.join(fork, 'objects/info/alternates'), '../../origin.git/objects\n# a comment\n/nowhere\n')
  await check(t, origin, open(fork))
})

test('what git packs anew while it is open stays readable', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, history(30))
  await ask('git', folder, 'repack', '-q', '-a', '-d')
  const objects = open(folder, 10)
  t.is(objects.read(ids[0] ?? '').type, 'commit')
  await ask('git', folder, 'repack', '-q', '-a', '-d', '-f', '--depth=1')
  await check(t, folder, objects)
})

test('an object that is not there is missing, and is found once it is there', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, history(3))
  const objects = open(folder)
  for (const id of ['0'.repeat(40), 'f'.repeat(40), 'a'.repeat(39), '', '-h'])
    t.throws(() => objects.read(id), { name: 'Damage' })
  const [id = ''] = await makeRepository('git', path.join(folder, 'other.git'), [commit('other', { x: 'y' })])
  await ask('git', folder, 'fetch', '-q', path.join(folder, 'other.git'), '+master:refs/heads/other')
  t.is(objects.read(id).type, 'commit')
})

test('a pack is found whose files came while the clock of the folder stood still', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, history(5))
  await ask('git', folder, 'repack', '-q', '-a', '-d')
  const packs = path.join(folder, 'objects/pack')
  const [index = ''] = (await readdir(packs)).filter(name => name.endsWith('.idx'))
  const now = Math.ceil(Date.now() / 1000)
  await rename(path.join(packs, index), path.join(folder, index))
  await utimes(packs, now, now)
  const objects = open(folder)
  t.throws(() => objects.read(ids[0] ?? ''), { name: 'Damage' })
  await rename(path.join(folder, index), path.join(packs, index))
  await utimes(packs, now, now)
  t.is(objects.read(ids[0] ?? '').type, 'commit')
})

test('large files come in pieces', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, history(5))
  const id = (await ask('git', folder, 'rev-parse', 'master:large')).trim()
  for (const way of ['loose', 'packed']) {
    if (way === 'packed') await ask('git', folder, 'repack', '-q', '-a', '-d')
    const hash = createHash('sha1').update('blob 3000000\0')
    for await (const chunk of open(folder).stream(id) as AsyncIterable<Buffer>) hash.update(chunk) // bytes
    t.is(hash.digest('hex'), id, way)
  }
})
