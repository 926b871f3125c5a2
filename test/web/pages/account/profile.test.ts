import test, { type ExecutionContext } from 'ava'
import { openAdministration } from '../../../helpers/administration.ts'
import { accountIn } from '../../../helpers/web.ts'

const address = '/_admin/my_account'
const fields = { username: 'joe', firstname: 'Joe', lastname: 'Doe', email: 'JOE@example.org' }

async function openAsJoe(t: ExecutionContext, register = 'hg.register.manual_activate') {
  const made = await openAdministration(t, { users: { joe: {}, ann: {} }, globals: [register] })
  const joe = made.server.client()
  await joe.signIn('joe', 'joe-secret')
  return { ...made, joe }
}

test('a person says what he is called, and can give himself nothing more', async t => {
  const { joe, user } = await openAsJoe(t)
  const before = await user('joe')
  const answer = await joe.send(address, { ...fields, username: 'joseph', admin: 'True', active: '', password: 'x' })
  t.is(answer.status, 302)
  t.is(answer.location, address)
  t.deepEqual(await user('joseph'), {
    ...before,
    username: 'joseph',
    firstName: 'Joe',
    lastName: 'Doe',
    email: 'joe@example.org',
  })
  const { text } = await joe.ask(address)
  t.regex(text, /Your account was updated successfully/)
  t.is(accountIn(await joe.ask('/')), 'joseph')
})

test('mistakes are said at their fields, what was typed stays, nothing is saved', async t => {
  const { joe, user } = await openAsJoe(t)
  const before = await user('joe')
  const { status, text } = await joe.send(address, {
    ...fields,
    username: 'Ann',
    email: 'no address',
    lastname: 'Kept',
  })
  t.is(status, 200)
  for (const name of ['username', 'email']) t.true(text.includes(`id="${name}-error"`), name)
  t.true(text.includes('value="Kept"'))
  t.deepEqual(await user('joe'), before)
})

test('where nobody may register, administrators say what people are called', async t => {
  const { joe, user } = await openAsJoe(t, 'hg.register.none')
  const before = await user('joe')
  const { text } = await joe.ask(address)
  for (const name of Object.keys(fields)) t.regex(text, new RegExp(`id="${name}"[^>]* readonly`))
  await joe.send(address, { ...fields, username: 'joseph' })
  t.deepEqual(await user('joe'), before)
})
