import test from 'ava'
import { returnAddress } from '#web/came-from.ts'

test('the address to return to has the base path, and only letters that sign-on accepts', t => {
  t.is(returnAddress({ base: '/Kallithea' }, '/a%20b?x=[1]|"ä'), '/Kallithea/a%20b?x=%5B1%5D%7C%22%C3%A4')
})
