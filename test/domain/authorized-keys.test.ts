import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { updateUser } from '#db/users.ts'
import { writeAuthorizedKeys } from '#domain/authorized-keys.ts'
import { addSshKey } from '#domain/ssh-keys.ts'
import { makeSite } from '../helpers/site.ts'
import { sshKeyLine } from '../helpers/ssh-keys.ts'

const ini = { ssh_enabled: 'true', ssh_authorized_keys: '%(here)s/ssh/authorized_keys', kallithea_cli_path: '/k/cli' }

test('the file has the keys of everybody who may come, as Kallithea writes them', async t => {
  const { site, folder, ini: file, user } = await makeSite(t, { ini, users: { joe: {}, ann: {}, gone: {} } })
  const [joe, ann, gone] = [await user('joe'), await user('ann'), await user('gone')]
  for (const [fill, owner] of [joe, ann, gone].entries())
    await addSshKey(site, owner, { line: sshKeyLine({ fill, comment: 'c' }), description: '' })
  await updateUser(site.db, gone.id, { active: false })
  await site.db.updateTable('user_ssh_keys').set({ public_key: 'no\nkey' }).where('user_id', '=', ann.id).execute()
  await writeAuthorizedKeys(site)
  const written = path.join(folder, 'ssh/authorized_keys')
  const options = 'no-pty,no-port-forwarding,no-X11-forwarding,no-agent-forwarding'
  t.deepEqual((await readFile(written, 'utf8')).split('\n'), [
    '# WARNING: This .ssh/authorized_keys file is managed by Kallithea. ' +
      'Manual editing or adding new entries will make Kallithea back off.',
    `${options},command="/k/cli ssh-serve -c ${file} ${joe.id} 1" ${sshKeyLine({ fill: 0 })}`,
    '# Invalid Kallithea SSH key: ann no key',
    '',
  ])
  t.deepEqual(await readdir(path.dirname(written)), ['authorized_keys'])
  if (process.platform !== 'win32') t.is((await stat(written)).mode & 0o777, 0o600)
})

test('a file with a line that is not ours is left as it is', async t => {
  const { site, folder, user } = await makeSite(t, { ini: { ...ini, ssh_authorized_keys: '%(here)s/keys' } })
  const file = path.join(folder, 'keys')
  const foreign = `# mine\n\n${sshKeyLine({ comment: 'somebody else' })}\n`
  await writeFile(file, foreign)
  await addSshKey(site, await user('admin'), { line: sshKeyLine({}), description: '' })
  await t.throwsAsync(writeAuthorizedKeys(site), { message: /not from here/ })
  t.is(await readFile(file, 'utf8'), foreign)
  t.deepEqual(
    (await readdir(folder)).filter(name => name.startsWith('keys')),
    ['keys'],
  )
})

test('nothing is written where SSH is switched off, or no file is named', async t => {
  for (const [name, value] of [
    ['ssh_authorized_keys', '%(here)s/keys'],
    ['ssh_enabled', 'true'],
  ] as const) {
    const { site, folder, user } = await makeSite(t, { ini: { [name]: value } })
    const before = await readdir(folder)
    await addSshKey(site, await user('admin'), { line: sshKeyLine({}), description: '' })
    await writeAuthorizedKeys(site)
    t.deepEqual(await readdir(folder), before)
  }
})
