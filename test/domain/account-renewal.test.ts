import test from 'ava'
import { renewAccount } from '#domain/account-renewal.ts'
import { makeSite } from '../helpers/site.ts'

test('the default user gets no password, and is not switched on by the way', async t => {
  const { site, user } = await makeSite(t, { anonymous: false })
  const before = await user('default')
  const marked = { ...before, externType: 'internal' } // as Kallithea marks it
  const problem = await t.throwsAsync(renewAccount(site, marked, { password: 'a-password' }, null))
  t.is(problem?.message, 'the default user is not a person')
  t.deepEqual(await user('default'), before)
})
