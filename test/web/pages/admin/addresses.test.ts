import test from 'ava'
import { openAdministration } from '../../../helpers/administration.ts'

const query = `select username as who, ip_addr as network, user_ip_map.active from user_ip_map
  join users using (user_id) order by ip_id`

test('addresses of everybody and of one account are saved as Kallithea saves them', async t => {
  const { admin, rows, user } = await openAdministration(t, { users: { eve: {} } })
  const [everybody, eve] = [(await user('default')).id, (await user('eve')).id]
  const toEverybody = { new_ip: ' 127.0.0.0/8 ', default_user: String(everybody) }
  t.is((await admin.send(`/_admin/users/${everybody}/edit/ips`, toEverybody)).location, '/_admin/permissions/ips')
  t.is(
    (await admin.send(`/_admin/users/${eve}/edit/ips`, { new_ip: '192.0.2.7' })).location,
    `/_admin/users/${eve}/edit/ips`,
  )
  await admin.send(`/_admin/users/${eve}/edit/ips`, { new_ip: '2001:db8::1' })
  await admin.send(`/_admin/users/${eve}/edit/ips`, { new_ip: '2001:db8::/32' })
  t.deepEqual(await rows(query), [
    { who: 'default', network: '127.0.0.0/8', active: 1 },
    { who: 'eve', network: '192.0.2.7/32', active: 1 },
    { who: 'eve', network: '2001:db8::1/128', active: 1 },
    { who: 'eve', network: '2001:db8::/32', active: 1 },
  ])
  t.regex((await admin.ask('/_admin/permissions/ips')).text, /127\.0\.0\.0\/8/)
  t.regex((await admin.ask(`/_admin/users/${eve}/edit/ips`)).text, /192\.0\.2\.7\/32/)
})

test('what is no network, or there already, is said at the field', async t => {
  const { admin, rows, user } = await openAdministration(t, { users: { eve: { addresses: ['192.0.2.7/32'] } } })
  const address = `/_admin/users/${(await user('eve')).id}/edit/ips`
  const before = await rows(query)
  for (const new_ip of [
    '',
    'x',
    '10.0.0.0/33',
    '10.0.0/8',
    '::1/129',
    '1.2.3.4/',
    'fe80::1%eth0',
    '10.0.0.0/255.0.0.0',
    '"><b>',
  ]) {
    const { status, text } = await admin.send(address, { new_ip })
    t.is(status, 200)
    t.regex(text, /neither an address nor a network/)
    t.notRegex(text, /"><b>/)
  }
  t.regex((await admin.send(address, { new_ip: '192.0.2.7' })).text, /in the list already/)
  t.deepEqual(await rows(query), before)
})

test('an address is removed only from the account that has it', async t => {
  const { admin, rows, user } = await openAdministration(t, {
    users: { eve: { addresses: ['192.0.2.7/32'] }, ann: {} },
  })
  const [eve, ann] = [(await user('eve')).id, (await user('ann')).id]
  t.is((await admin.send(`/_admin/users/${ann}/edit/ips/delete`, { del_ip_id: '1' })).status, 404)
  t.is((await rows(query)).length, 1)
  t.is((await admin.send(`/_admin/users/${eve}/edit/ips/delete`, { del_ip_id: '1' })).status, 302)
  t.is((await rows(query)).length, 0)
  t.is((await admin.send(`/_admin/users/${eve}/edit/ips/delete`, { del_ip_id: '1' })).status, 404)
})

test('an administrator is told before he locks himself out, and may do so all the same', async t => {
  const { admin, rows, user } = await openAdministration(t)
  const everybody = (await user('default')).id
  const address = `/_admin/users/${everybody}/edit/ips`
  const warned = await admin.send(address, { new_ip: '10.0.0.0/8' })
  t.is(warned.status, 200)
  t.regex(warned.text, /You come from 127\.0\.0\.1, which would not be in the list/)
  t.regex(warned.text, /value="10\.0\.0\.0\/8".*name="even_if_locked_out"/s)
  t.deepEqual(await rows(query), [])
  t.is((await admin.send(address, { new_ip: '127.0.0.1' })).status, 302)
  t.is((await admin.send(address, { new_ip: '10.0.0.0/8' })).status, 302)
  const removal = { del_ip_id: '1', default_user: String(everybody) }
  t.regex((await admin.send(`${address}/delete`, removal)).text, /Nothing was removed/)
  t.is((await rows(query)).length, 2)
  t.is((await admin.send(`${address}/delete`, { ...removal, even_if_locked_out: 'True' })).status, 302)
  t.is((await admin.ask('/_admin/permissions/ips')).status, 403)
})

test("another's list locks nobody out, nor does a list beside which one's own holds", async t => {
  const { admin, user } = await openAdministration(t, { users: { eve: {} } })
  const [everybody, self, eve] = [(await user('default')).id, (await user('admin')).id, (await user('eve')).id]
  t.is((await admin.send(`/_admin/users/${eve}/edit/ips`, { new_ip: '10.0.0.0/8' })).status, 302)
  t.is((await admin.send(`/_admin/users/${self}/edit/ips`, { new_ip: '10.0.0.0/8' })).status, 200)
  t.is((await admin.send(`/_admin/users/${self}/edit/ips`, { new_ip: '127.0.0.1' })).status, 302)
  t.is((await admin.send(`/_admin/users/${everybody}/edit/ips`, { new_ip: '10.0.0.0/8' })).status, 302)
  t.is((await admin.ask('/')).status, 200)
})
