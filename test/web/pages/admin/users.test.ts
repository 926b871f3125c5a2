import test from 'ava'
import { checkPassword } from '#auth/password.ts'
import { journalQuery, openAdministration } from '../../../helpers/administration.ts'

const heidi = {
  username: 'heidi',
  password: 'heidi-secret',
  password_confirmation: 'heidi-secret',
  firstname: ' Хайди ',
  lastname: 'Иванова',
  email: 'Heidi@Example.com',
  active: 'True',
  extern_type: 'internal',
  extern_name: '',
}

test('an account is made to the row as Kallithea makes it, and can sign in', async t => {
  const now = new Date('2026-11-24T12:00:00Z')
  const { admin, rows, user, server } = await openAdministration(t, { now })
  const answer = await admin.send('/_admin/users/new', heidi)
  const { id, password, apiKey, ...row } = await user('heidi')
  t.is(answer.status, 302)
  t.is(answer.location, `/_admin/users/${id}/edit`)
  t.deepEqual(row, {
    username: 'heidi',
    active: true,
    admin: false,
    firstName: 'Хайди',
    lastName: 'Иванова',
    email: 'heidi@example.com',
    lastLogin: null,
    externType: 'internal',
    externName: '',
    createdOn: now,
  })
  t.regex(apiKey, /^[0-9a-f]{40}$/)
  t.regex(password, /^\$2b\$10\$/)
  t.true(await checkPassword('heidi-secret', password))
  t.deepEqual(await rows(journalQuery), [
    { entry: 'admin admin_created_user:heidi 127.0.0.1', repository_id: null, repository_name: '' },
  ])
  t.is((await server.client().signIn('heidi', 'heidi-secret')).status, 302)
  t.regex((await admin.ask(answer.location ?? '')).text, /Created user heidi/)
})

const wrong: Readonly<Record<string, readonly [field: string, value: string][]>> = {
  username: [
    ['username', ''],
    ['username', '-x'],
    ['username', 'zoë'],
    ['username', 'a b'],
    ['username', 'CORP\\x'],
    ['username', 'DEFAULT'],
    ['username', 'new_user'],
    ['username', 'ANN'],
    ['username', 'x'.repeat(256)],
  ],
  email: [
    ['email', 'nothing'],
    ['email', 'ANN@example.com'],
    ['email', 'ann@home.example.com'],
  ],
  password: [
    ['password', 'short'],
    ['password', ''],
    ['password', 'pässword'],
    ['password', 'x'.repeat(73)],
  ],
  password_confirmation: [['password_confirmation', 'heidi-secreT']],
  firstname: [['firstname', 'x'.repeat(256)]],
}

for (const [field, values] of Object.entries(wrong)) {
  test(`what is wrong with the ${field} is said there, and what was typed stays`, async t => {
    const { admin, rows, user } = await openAdministration(t, { users: { ann: {} } })
    const emails = `/_admin/users/${(await user('ann')).id}/edit/emails`
    await admin.send(emails, { new_email: 'Ann@Home.example.com' })
    const before = await rows('select * from users')
    for (const [name, value] of values) {
      const { status, text } = await admin.send('/_admin/users/new', { ...heidi, lastname: '"><i>', [name]: value })
      t.is(status, 200, value)
      t.true(text.includes(`id="${field}-error"`), value)
      t.true(text.includes('value="&quot;&gt;&lt;i&gt;"'), value)
      t.false(text.includes('heidi-secret'), 'a password comes back')
    }
    t.deepEqual(await rows('select * from users'), before)
  })
}

test('the list has everybody but the default user, finds without script, and goes by pages', async t => {
  const users = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`user${index}`, {}]))
  const { admin } = await openAdministration(t, {
    settings: { admin_grid_items: '100' },
    users: { ...users, walt: { active: false, externType: 'container' }, '<b>': { active: false } },
  })
  const { text } = await admin.ask('/_admin/users')
  t.is(text.match(/<tr data-row/g)?.length, 100)
  t.regex(text, /1–100 of 123/)
  t.regex(text, /&lt;b&gt;/)
  t.notRegex(text, /<b>/)
  t.notRegex(text, /Anonymous/)
  t.regex((await admin.ask('/_admin/users?page=2')).text, /walt.*Waits to be let in/s)
  t.is((await admin.ask('/_admin/users?page=99')).text.match(/<tr data-row/g)?.length, 23)
  t.is((await admin.ask('/_admin/users?filter=USER11')).text.match(/<tr data-row/g)?.length, 11)
  t.is((await admin.ask('/_admin/users?filter=walt%40example.com')).text.match(/<tr data-row/g)?.length, 1)
  t.regex((await admin.ask('/_admin/users?filter=%3Ci%3E')).text, /Nobody is called “&lt;i&gt;”/)
  for (const page of ['0', '-1', 'x', '1e9', '']) t.is((await admin.ask(`/_admin/users?page=${page}`)).status, 200)
})
