import test from 'ava'
import { openAdministration } from '../../../helpers/administration.ts'

const place = '/_admin/my_account/api_keys'
const stored = 'select user_id, api_key, description, expires from user_api_keys order by user_api_key_id'

test('a key is made, lets its owner in for as long as it lasts, and is taken away', async t => {
  const now = new Date(2026, 10, 27, 12)
  const { server, rows, user } = await openAdministration(t, { now, anonymous: false, users: { joe: {}, ann: {} } })
  const [joe, ann] = [server.client(), server.client()]
  await joe.signIn('joe', 'joe-secret')
  await ann.signIn('ann', 'ann-secret')
  t.is((await joe.send(place, { description: ' build server ', lifetime: '-1' })).status, 302)
  t.is((await joe.send(place, { description: '', lifetime: '1440' })).status, 302)
  const { id } = await user('joe')
  const [first, second] = (await rows(stored)) as [{ api_key: string }, { api_key: string }]
  t.like(first, { user_id: id, description: 'build server', expires: -1 })
  t.like(second, { user_id: id, description: '', expires: now.getTime() / 1000 + 86_400 })
  t.regex(first.api_key, /^[0-9a-f]{40}$/)
  const { text } = await joe.ask(place)
  t.true(text.includes(first.api_key))
  t.regex(text, /does not expire/)
  t.is((await server.client().ask(`/?api_key=${first.api_key}`)).status, 200)
  t.is((await ann.send(`${place}/delete`, { del_api_key: first.api_key })).status, 404)
  t.is((await joe.send(`${place}/delete`, { del_api_key: first.api_key })).status, 302)
  t.is((await server.client().ask(`/?api_key=${first.api_key}`)).status, 403)
  t.deepEqual(
    ((await rows(stored)) as { api_key: string }[]).map(row => row.api_key),
    [second.api_key],
  )
})

test('the key of the account is replaced, by its owner or an administrator', async t => {
  const { server, admin, user } = await openAdministration(t, { anonymous: false, users: { joe: {} } })
  const joe = server.client()
  await joe.signIn('joe', 'joe-secret')
  for (const act of [
    () => joe.send(`${place}/delete`, { del_api_key_builtin: '1' }),
    async () =>
      admin.send(`/_admin/users/${(await user('joe')).id}/edit/api_keys/delete`, { del_api_key_builtin: '1' }),
  ]) {
    const { apiKey } = await user('joe')
    t.is((await act()).status, 302)
    t.not((await user('joe')).apiKey, apiKey)
    t.is((await server.client().ask(`/?api_key=${apiKey}`)).status, 403)
    t.is((await server.client().ask(`/?api_key=${(await user('joe')).apiKey}`)).status, 200)
  }
})

test('a lifetime that is not offered makes no key, and what was typed stays', async t => {
  const { admin, rows } = await openAdministration(t)
  const { status, text } = await admin.send(place, { description: 'typed', lifetime: '7' })
  t.is(status, 200)
  t.regex(text, /id="lifetime-error"/)
  t.true(text.includes('value="typed"'))
  t.deepEqual(await rows(stored), [])
})
