import test from 'ava'
import { readDefaultPermissions } from '#domain/default-permissions.ts'
import { withAttribute } from '../helpers/iisnode/naive.ts'
import { startStandIn } from '../helpers/iisnode/stand-in.ts'
import { ask, commit } from '../helpers/repositories.ts'
import { makeSite } from '../helpers/site.ts'
import { accountIn, Client } from '../helpers/web.ts'

const twice = [1, 2] // two requests in a row are answered by two processes

test('with two processes a session and what was decided hold whichever answers', async t => {
  t.timeout(120_000)
  const gauge = { kind: 'git', commits: [commit('Begin', { 'a.txt': 'a\n' })] } as const
  const { site, ini, root } = await makeSite(t, { users: { bob: {} }, repositories: { gauge } })
  const edit = withAttribute('nodeProcessCountPerApplication', 2)
  const iis = await startStandIn(t, { authentication: 'anonymous', ini, edit })
  const newClient = () => new Client(iis.origin, {})
  const [admin, bob, stranger] = [newClient(), newClient(), newClient()]
  t.is((await stranger.ask('/gauge')).status, 200)
  t.is(iis.processes().length, 2)

  t.is((await admin.signIn('admin', 'admin-secret')).status, 302)
  t.is((await bob.signIn('bob', 'bob-secret')).status, 302)
  for (const time of twice) {
    t.is(accountIn(await admin.ask('/')), 'admin', `${time}`)
    t.is(accountIn(await bob.ask('/')), 'bob', `${time}`)
    t.is((await stranger.ask('/gauge')).status, 200)
  }

  const permissions = Object.fromEntries(await readDefaultPermissions(site))
  t.is((await admin.send('/_admin/permissions', permissions)).status, 302)
  for (const time of twice) {
    t.is((await stranger.ask('/gauge')).status, 302, `${time}: strangers are sent to sign in`)
    t.is((await bob.ask('/gauge')).status, 200, `${time}`)
  }

  const who = ['-c', 'user.name=ann', '-c', 'user.email=ann@example.com']
  const id = await ask('git', `${root}/gauge`, ...who, 'commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', 'Go on')
  await ask('git', `${root}/gauge`, 'update-ref', 'HEAD', id.trim())
  for (const time of twice) t.regex((await bob.ask('/gauge/changelog')).text, /Go on/, `${time}`)

  t.is((await bob.send('/_admin/logout', {})).status, 302)
  for (const time of twice) t.is((await bob.ask('/gauge')).status, 302, `${time}`)
  t.false((await iis.logs()).includes(`${ini} runs with`), 'one instance is no twin of itself')
})
