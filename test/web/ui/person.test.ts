import test from 'ava'
import { avatar, fullName } from '#web/ui/person.ts'

const initials = (name: string) => />(.*)</.exec(avatar(name).toString())?.[1]

test('a person is called by first and last name, else by the user name', t => {
  t.is(fullName({ username: 'ann', firstName: 'Ann', lastName: 'Ångström' }), 'Ann Ångström')
  t.is(fullName({ username: 'ann', firstName: '', lastName: '' }), 'ann')
})

test('initials are of the first and the last word; an ideograph stands alone', t => {
  t.is(initials('Jürgen von Weißhaupt'), 'JW')
  t.is(initials('søren'), 'S')
  t.is(initials('田中 美咲'), '田')
  t.is(initials(''), '?')
})

test('the colour of a person stays the same', t => {
  t.is(avatar('Ann').toString(), avatar('Ann').toString())
  t.regex(avatar('Ann').toString(), /class="avatar a[1-6]"/)
})
