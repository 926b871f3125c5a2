import test from 'ava'
import { checkPassword } from '#auth/password.ts'
import { openAdministration } from '../../../helpers/administration.ts'
import { accountIn } from '../../../helpers/web.ts'

const address = '/_admin/my_account/password'
const change = {
  current_password: 'joe-secret',
  new_password: 'another-secret',
  new_password_confirmation: 'another-secret',
}

test('who knows the old password changes it, and is signed out everywhere else', async t => {
  const { server, user } = await openAdministration(t, { users: { joe: {} } })
  const [here, there] = [server.client(), server.client()]
  for (const client of [here, there]) await client.signIn('joe', 'joe-secret')
  const { status, text } = await here.send(address, change)
  t.is(status, 200)
  t.regex(text, /Successfully updated password/)
  t.true(await checkPassword('another-secret', (await user('joe')).password))
  t.is(accountIn(await here.ask('/')), 'joe')
  t.not(accountIn(await there.ask('/')), 'joe')
})

test('a wrong old password and mistakes in the new one change nothing', async t => {
  const { server, user } = await openAdministration(t, { users: { joe: {} } })
  const joe = server.client()
  await joe.signIn('joe', 'joe-secret')
  const before = await user('joe')
  for (const [name, value] of [
    ['current_password', 'joe-secret2'],
    ['new_password', 'umlöts-are-no-good'],
    ['new_password_confirmation', 'anothersecret'],
  ] as const) {
    const { status, text } = await joe.send(address, { ...change, [name]: value })
    t.is(status, 200, name)
    t.true(text.includes(`id="${name}-error"`), name)
    t.false(text.includes(value), name)
  }
  t.deepEqual(await user('joe'), before)
})

test('a password that is kept elsewhere is not changed here', async t => {
  const { server, user } = await openAdministration(t, {
    container: true,
    users: { alice: { externType: 'container' } },
  })
  const alice = server.client({ user: 'alice' })
  const { text } = await alice.ask(address)
  const before = await user('alice')
  t.regex(text, /kept where your account comes from/)
  t.notRegex(text, /name="new_password"/)
  t.is((await alice.send(address, change)).status, 403)
  t.deepEqual(await user('alice'), before)
})
