import test from 'ava'
import { command } from '../../helpers/command-line.ts'
import { makeSite } from '../../helpers/site.ts'

const waiting = { users: { alice: { active: false, externType: 'container' } } }

test.serial('user-activate lets an account in and changes nothing else', async t => {
  const { folder, ini, user } = await makeSite(t, waiting)
  const before = await user('alice')
  const ended = await command(t, { folder }, 'user-activate', 'ALICE', '-c', ini)
  t.deepEqual([ended.code, ended.stdout], [0, 'alice may sign on now.\n'], ended.stderr)
  t.deepEqual(await user('alice'), { ...before, active: true })
})

test.serial('user-admin makes an administrator of it as well', async t => {
  const { folder, ini, user } = await makeSite(t, waiting)
  const before = await user('alice')
  const ended = await command(t, { folder }, 'user-admin', 'alice', '-c', ini)
  t.deepEqual([ended.code, ended.stdout], [0, 'alice is an administrator now.\n'], ended.stderr)
  t.deepEqual(await user('alice'), { ...before, active: true, admin: true })
})

test.serial('an account that is not there is a sentence', async t => {
  const { folder, ini } = await makeSite(t)
  for (const word of ['user-activate', 'user-admin']) {
    const ended = await command(t, { folder }, word, 'nobody', '-c', ini)
    t.deepEqual([ended.code, ended.stderr], [4, 'kallithea: no account has this name (name: nobody)\n'])
  }
})
