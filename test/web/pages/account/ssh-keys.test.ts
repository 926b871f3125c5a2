import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { openAdministration } from '../../../helpers/administration.ts'
import { sshKeyLine } from '../../../helpers/ssh-keys.ts'

const place = '/_admin/my_account/ssh_keys'
const stored = 'select * from user_ssh_keys order by user_ssh_key_id'
const now = new Date(2026, 10, 27, 12, 30, 15, 250)
const ini = { ssh_enabled: 'true', ssh_authorized_keys: '%(here)s/authorized_keys' }
const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC   joe doe@x  \r\n'
const fingerprint = 'baqJQcVDEweKmw1OiZxGooCG2MGxYtwsQQzzOstxmiA'

test('a key is saved as Kallithea saves it, told to the SSH server, and taken away', async t => {
  const { server, rows, user, folder } = await openAdministration(t, { now, ini, users: { joe: {}, ann: {} } })
  const [joe, ann] = [server.client(), server.client()]
  await joe.signIn('joe', 'joe-secret')
  await ann.signIn('ann', 'ann-secret')
  t.is((await joe.send(place, { description: '  ', public_key: line })).location, place)
  const { id } = await user('joe')
  const made = { user_ssh_key_id: 1, user_id: id, public_key: line, description: 'joe doe@x', fingerprint }
  t.deepEqual(await rows(stored), [{ ...made, created_on: '2026-11-27 12:30:15.250000', last_seen: null }])
  const file = path.join(folder, 'authorized_keys')
  t.true((await readFile(file, 'utf8')).includes(` ${id} 1" ssh-ed25519 AAAA`))
  const { text } = await joe.ask(place)
  for (const shown of ['joe doe@x', 'ssh-ed25519', `SHA256:${fingerprint}`]) t.true(text.includes(shown), shown)
  t.is((await ann.send(`${place}/delete`, { del_public_key_fingerprint: fingerprint })).status, 404)
  t.is((await joe.send(`${place}/delete`, { del_public_key_fingerprint: fingerprint })).location, place)
  t.deepEqual(await rows(stored), [])
  t.false((await readFile(file, 'utf8')).includes('ssh-serve'))
})

test('a key that is there already is refused, and so is what is no key; what was typed stays', async t => {
  const { server, admin, rows, user } = await openAdministration(t, { ini, users: { joe: {} } })
  const joe = server.client()
  await joe.signIn('joe', 'joe-secret')
  await joe.send(place, { description: 'mine', public_key: line })
  const own = await joe.send(place, { description: 'again', public_key: line.trim() })
  t.regex(own.text, /This account has this key already/)
  t.true(own.text.includes('value="again"'))
  t.regex((await admin.send(place, { description: '', public_key: line })).text, /Somebody else has this key already/)
  const bad = await joe.send(place, { description: '', public_key: '<b> is no key' })
  t.regex(bad.text, /id="public_key-error"/)
  t.regex(bad.text, />\n?&lt;b&gt; is no key<\/textarea>/)
  t.is((await rows(stored)).length, 1)
  const ofJoe = `/_admin/users/${(await user('joe')).id}/edit/ssh_keys`
  t.true((await admin.ask(ofJoe)).text.includes(fingerprint))
  t.is((await admin.send(`${ofJoe}/delete`, { del_public_key_fingerprint: fingerprint })).location, ofJoe)
  t.deepEqual(await rows(stored), [])
})

test('the keys of an account that is deleted are taken from the SSH server', async t => {
  const { admin, user, folder } = await openAdministration(t, { ini, users: { joe: {} } })
  const { id } = await user('joe')
  await admin.send(`/_admin/users/${id}/edit/ssh_keys`, { description: '', public_key: sshKeyLine({}) })
  const file = path.join(folder, 'authorized_keys')
  t.true((await readFile(file, 'utf8')).includes('ssh-serve'))
  await admin.send(`/_admin/users/${id}/delete`, { confirm: 'joe' })
  t.false((await readFile(file, 'utf8')).includes('ssh-serve'))
})

test('where the file belongs to somebody else the key is saved, and the page says what is missing', async t => {
  const { admin, rows, folder } = await openAdministration(t, { ini })
  const file = path.join(folder, 'authorized_keys')
  await writeFile(file, 'ssh-rsa AAAA somebody\n')
  await admin.send(place, { description: '', public_key: line })
  t.regex((await admin.ask(place)).text, /The SSH server does not know of it yet/)
  t.is((await rows(stored)).length, 1)
  t.is(await readFile(file, 'utf8'), 'ssh-rsa AAAA somebody\n')
  await rm(file)
  await admin.send(place, { description: '', public_key: sshKeyLine({}) })
  t.is((await readFile(file, 'utf8')).match(/ssh-serve/g)?.length, 2)
})

test('there is no such page where SSH is switched off', async t => {
  const { admin, user } = await openAdministration(t, { users: { joe: {} } })
  for (const own of ['/_admin/my_account', `/_admin/users/${(await user('joe')).id}/edit`]) {
    t.is((await admin.ask(`${own}/ssh_keys`)).status, 404)
    t.is((await admin.send(`${own}/ssh_keys`, { public_key: line })).status, 404)
    t.is((await admin.send(`${own}/ssh_keys/delete`, { del_public_key_fingerprint: fingerprint })).status, 404)
    t.notRegex((await admin.ask(`${own}/api_keys`.replace('/edit/api_keys', '/edit'))).text, /ssh_keys/)
  }
})
