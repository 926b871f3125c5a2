import test from 'ava'
import { commit } from '../../helpers/repositories.ts'
import { makeHg } from './made.ts'

test('a file too large for memory comes from Mercurial itself, piece by piece', async t => {
  const size = 33 * 1024 * 1024
  const { open, ids, deps } = await makeHg(t, [commit('large', { large: Buffer.alloc(size, 'line of a file\n') })])
  const file = await (await open()).file(ids[0]!, 'large')
  t.is(file.size, size)
  let seen = 0
  for await (const chunk of file.stream()) seen += (chunk as Buffer).length // a byte stream gives buffers
  t.is(seen, size)
  t.is((await file.bytes(14)).toString(), 'line of a file')
  t.true(deps.runner.started() > 0)
})
