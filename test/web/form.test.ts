import test from 'ava'
import { checkbox, readForm, textField } from '#web/form.ts'

const fields = {
  username: textField({ trim: true, atLeast: [{ length: 1, message: 'Please enter a login' }] }),
  password: textField({
    atLeast: [
      { length: 1, message: 'Please enter a password' },
      { length: 3, message: 'Enter 3 characters or more' },
    ],
  }),
  remember: checkbox(),
}

const read = (sent: Record<string, string>) => readForm(fields, new URLSearchParams(sent))

test('a form that is right gives values, each of its own type', t => {
  const sent = { username: ' ann ', password: ' x y ', remember: 'True' }
  t.deepEqual(read(sent), { values: { username: 'ann', password: ' x y ', remember: true } })
})

test('a form that is wrong gives one sentence a field', t => {
  const both = { username: 'Please enter a login', password: 'Please enter a password' }
  t.deepEqual(read({ username: '  ' }), { errors: both })
  t.deepEqual(read({ username: 'a', password: 'ab' }), { errors: { password: 'Enter 3 characters or more' } })
})

test('an absent checkbox means no, and so does any other word', t => {
  for (const word of ['True', 'true', 'on', '1', 'yes'])
    t.true(read({ username: 'a', password: 'abc', remember: word }).values?.remember)
  t.false(read({ username: 'a', password: 'abc' }).values?.remember)
  t.false(read({ username: 'a', password: 'abc', remember: 'False' }).values?.remember)
})
