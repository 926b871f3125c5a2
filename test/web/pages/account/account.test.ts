import test from 'ava'
import { openAdministration } from '../../../helpers/administration.ts'

const places = ['', '/emails', '/password', '/repos', '/watched', '/perms'].map(place => `/_admin/my_account${place}`)

test('the pages of an account are for who has one', async t => {
  const { server, admin } = await openAdministration(t)
  for (const place of places) {
    const { status, location } = await server.client().ask(place)
    t.is(status, 302, place)
    t.true(location?.startsWith('/_admin/login?came_from='), place)
    t.is((await admin.ask(place)).status, 200, place)
  }
})

test('another address is added and taken away, one of somebody else is not', async t => {
  const { server, rows, user } = await openAdministration(t, { users: { joe: {}, ann: {} } })
  const [joe, ann] = [server.client(), server.client()]
  await joe.signIn('joe', 'joe-secret')
  await ann.signIn('ann', 'ann-secret')
  const place = '/_admin/my_account/emails'
  t.is((await joe.send(place, { new_email: 'joe@home.example' })).status, 302)
  t.regex((await joe.send(place, { new_email: 'ann@example.com' })).text, /Somebody has this e-mail address already/)
  const query = 'select email_id, user_id, email from user_email_map'
  const [{ email_id }] = (await rows(query)) as [{ email_id: number }]
  t.deepEqual(await rows(query), [{ email_id, user_id: (await user('joe')).id, email: 'joe@home.example' }])
  t.is((await ann.send(`${place}/delete`, { del_email_id: String(email_id) })).status, 404)
  t.is((await joe.send(`${place}/delete`, { del_email_id: String(email_id) })).status, 302)
  t.deepEqual(await rows(query), [])
})

test('a person sees what he may do, and no name of what is closed to him', async t => {
  const { server } = await openAdministration(t, {
    users: { joe: {} },
    repositories: { open: { grants: { joe: 'write' } }, closed: { grants: { default: 'none' } } },
  })
  const joe = server.client({ address: '192.0.2.7' })
  await joe.signIn('joe', 'joe-secret')
  const { text } = await joe.ask('/_admin/my_account/perms')
  t.regex(text, />open<\/a>[\s\S]*write/)
  t.notRegex(text, />closed</)
  t.regex(text, /192\.0\.2\.7/)
})
