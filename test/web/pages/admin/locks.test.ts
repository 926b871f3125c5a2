import test from 'ava'
import { pathOf } from '#web/route.ts'
import { listPages } from '#web/router.ts'
import { openAdministration } from '../../../helpers/administration.ts'

test('users and permissions are for administrators alone, to be seen and to be changed', async t => {
  const { admin, rows, server, user } = await openAdministration(t, { users: { ann: {}, joe: {} } })
  const needs = { id: String((await user('joe')).id), repository: '', group: '' }
  const pages = listPages().filter(({ route }) => /^\/_admin\/(users|permissions)/.test(route.pattern))
  t.true(pages.length > 15)
  const [ann, stranger] = [server.client(), server.client()]
  await ann.signIn('ann', 'ann-secret')
  const before = await rows('select user_id, username, active, admin, email from users')
  for (const { route, method } of pages) {
    const address = pathOf(route, needs)
    const ask = (client: typeof ann) => (method === 'GET' ? client.ask(address) : client.send(address, {}))
    t.is((await ask(ann)).status, 403, `${method} ${address}`)
    t.regex((await ask(stranger)).location ?? '', /^\/_admin\/login/, `${method} ${address}`)
    if (method === 'GET') t.is((await ask(admin)).status, 200, address)
    else t.is((await admin.ask(address, { method, body: new URLSearchParams() })).status, 403, 'without its token')
  }
  t.deepEqual(await rows('select user_id, username, active, admin, email from users'), before)
})
