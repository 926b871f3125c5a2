import test from 'ava'
import { openAdministration } from '../../../helpers/administration.ts'
import { openBrowser } from '../../../helpers/browser.ts'
import { findFaults } from '../../../helpers/page-faults.ts'

const long = 'somebody.with-a-name_that.goes-on_and.on_without.any-end.at_all.and.further'
const hostile = '"><script>alert(1)</script>'

test('the pages about users and permissions are valid, accessible, and fit into every window', async t => {
  t.timeout(900_000)
  const { admin, server, user } = await openAdministration(t, {
    container: { email_header: 'MAIL' },
    addresses: ['127.0.0.0/8', '2001:db8:1234:5678:9abc:def0:1234:5678/128'],
    users: {
      [long]: { email: `${long}@${long}.example`, addresses: ['10.0.0.0/8'] },
      [hostile]: { externType: 'container', active: false },
    },
    userGroups: { [hostile]: { members: [] } },
    repositories: {
      [`${long}/${long}`]: { owner: long },
      secret: { private: true },
    },
  })
  const [one, other] = [`/_admin/users/${(await user(long)).id}/edit`, `/_admin/users/${(await user(hostile)).id}/edit`]
  await admin.send(`${one}/emails`, { new_email: `further.${long}@example.org` })
  const browser = await openBrowser(t)
  for (const page of [
    '/_admin/permissions',
    '/_admin/permissions/ips',
    '/_admin/permissions/perms',
    '/_admin/users',
    '/_admin/users/new',
    `${one}/emails`,
    other,
    `${other}/advanced`,
  ]) {
    t.deepEqual(await findFaults(browser, server.origin + page, admin.visitor), [], page)
  }
})
