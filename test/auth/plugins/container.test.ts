import test from 'ava'
import type { UserRow } from '#db/users.ts'
import { container } from '../../../lib/auth/plugins/container.ts'

const saved = { header: 'REMOTE_USER', fallback_header: 'HTTP_X_FORWARDED_USER', clean_username: 'True' }
const attempt = (environment: Readonly<Record<string, string>>) => ({
  username: '',
  password: '',
  environment: new Map(Object.entries(environment)),
})

function name(environment: Readonly<Record<string, string>>): string {
  return container.nameIn(attempt(environment), saved)
}

const cleaned: readonly (readonly [string, string])[] = [
  ['joe', 'joe'],
  ['DOM\\joe', 'joe'],
  ['joe@realm', 'joe'],
  ['DOM\\joe@R', 'joe'],
  ['DOM\\joe@R@S', 'joe'],
  ['A\\B\\joe', 'joe'],
  ['joe@R\\x', 'joe'],
  ['DOM\\', ''],
  ['@realm', ''],
  ['', ''],
]
for (const [told, clean] of cleaned) {
  test(`cleaning makes ${clean || 'nothing'} of ${told || 'nothing'}`, t => {
    t.is(container.nameIn(attempt({ REMOTE_USER: told }), saved), clean)
  })
  test(`without cleaning ${told || 'nothing'} stays`, t => {
    for (const clean_username of ['False', '', 'no', null]) {
      t.is(container.nameIn(attempt({ REMOTE_USER: told }), { ...saved, clean_username }), told)
    }
  })
}

test('the fallback is asked only when the first variable is empty or missing', t => {
  t.is(name({ REMOTE_USER: 'joe', HTTP_X_FORWARDED_USER: 'ann' }), 'joe')
  t.is(name({ REMOTE_USER: '', HTTP_X_FORWARDED_USER: 'ann' }), 'ann')
  t.is(name({ HTTP_X_FORWARDED_USER: 'ann' }), 'ann')
})

test('variables that no setting names are not read', t => {
  t.is(
    container.nameIn(attempt({ HTTP_REMOTE_USER: 'joe', HTTP_X_FORWARDED_USER: 'joe' }), {
      ...saved,
      fallback_header: '',
    }),
    '',
  )
  t.is(container.nameIn(attempt({ REMOTE_USER: 'joe' }), {}), '')
})

test('without an environment, as in the form, nobody is recognised', async t => {
  const form = { username: 'joe', password: 'secret', environment: null }
  t.is(container.nameIn(form, saved), '')
  t.is(await container.confirm(form, null, saved), null)
})

test('a name that no row could hold is nobody', async t => {
  t.is(await container.confirm(attempt({ REMOTE_USER: 'x'.repeat(256) }), null, saved), null)
})

test('fields that a header fills, and name and password, are not ours to change', t => {
  t.deepEqual(container.managedFields(saved), ['username', 'password'])
  t.deepEqual(container.managedFields({ ...saved, email_header: 'M', lastname_header: 'L' }), [
    'username',
    'password',
    'email',
    'lastname',
  ])
})

test('an existing account keeps its spelling and what no header says', async t => {
  const user: UserRow = {
    id: 7,
    username: 'Joe',
    password: '',
    active: true,
    admin: true,
    firstName: 'J',
    lastName: 'B',
    email: 'j@b',
    lastLogin: null,
    externType: 'container',
    externName: 'x',
    apiKey: '',
    createdOn: new Date(0),
  }
  const account = await container.confirm(attempt({ REMOTE_USER: 'CORP\\JOE', F: 'New' }), user, {
    ...saved,
    firstname_header: 'F',
    email_header: 'M',
  })
  t.deepEqual(account, {
    username: 'Joe',
    firstName: 'New',
    lastName: 'B',
    email: 'j@b',
    groups: [],
    externName: 'Joe',
    fullName: 'CORP\\JOE',
    admin: true,
  })
})
