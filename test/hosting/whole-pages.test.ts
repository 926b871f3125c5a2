import test from 'ava'
import { ask } from '../helpers/iisnode/client.ts'
import { startStandIn } from '../helpers/iisnode/stand-in.ts'
import { commit } from '../helpers/repositories.ts'
import { makeSite } from '../helpers/site.ts'
import { accountIn, Client } from '../helpers/web.ts'

const commits = [commit('Begin', { 'a.txt': 'level\n', 'big.txt': 'a long line of text\n'.repeat(20_000) })]

test('the shipped web.config shows our page of an error, without it IIS would show its own', async t => {
  t.timeout(120_000)
  const { ini } = await makeSite(t)
  const iis = await startStandIn(t, { authentication: 'anonymous', ini })
  const admin = new Client(iis.origin, {})
  await admin.signIn('admin', 'admin-secret')
  const missing = await admin.ask('/nothing/here')
  t.is(missing.status, 404)
  t.is(accountIn(missing), 'admin')
  await iis.change('web.config', text => text.replace(/<httpErrors .*\/>/, ''))
  const replaced = await admin.ask('/nothing/here')
  t.deepEqual([replaced.status, accountIn(replaced)], [404, null])
})

for (const version of ['1.0', '2.0'] as const) {
  test(`a client whose requests IIS calls HTTP/${version} reads, signs on, and gets every page whole`, async t => {
    t.timeout(120_000)
    const { ini } = await makeSite(t, { repositories: { gauge: { kind: 'git', commits } } })
    const iis = await startStandIn(t, { authentication: 'anonymous', ini, version })
    const bob = new Client(iis.origin, {})
    t.is((await bob.signIn('admin', 'admin-secret')).status, 302)
    t.is(accountIn(await bob.ask('/')), 'admin')
    for (const path of ['/', '/gauge', '/gauge/changelog', '/gauge/files/tip/a.txt', '/nothing/here']) {
      t.regex((await bob.ask(path)).text, /<\/html>\s*$/, path)
    }
    t.is((await ask(iis.origin, '/gauge/raw/tip/big.txt')).text, 'a long line of text\n'.repeat(20_000))
    const head = await ask(iis.origin, '/gauge', { method: 'HEAD' })
    t.deepEqual([head.status, head.text], [200, ''])
  })
}
