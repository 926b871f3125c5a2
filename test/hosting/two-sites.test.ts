import test from 'ava'
import { startStandIn } from '../helpers/iisnode/stand-in.ts'
import { commit } from '../helpers/repositories.ts'
import { makeSite } from '../helpers/site.ts'

test('a site for git and hg is told apart by its number, signs nobody on by Windows, and pages name both', async t => {
  t.timeout(120_000)
  const gauge = { kind: 'git', commits: [commit('Begin', { 'a.txt': 'a\n' })] } as const
  const users = { alice: { externType: 'container' } }
  const { ini } = await makeSite(t, { container: true, users, repositories: { gauge, empty: { commits: [] } } })
  const settings = { KALLITHEA_CLIENT_SITE: '540656', KALLITHEA_CLIENT_URL: 'https://git.example.com' }
  const iis = await startStandIn(t, { ini, site: '/kallithea', edit: withSettings(settings) })
  const as = 'CORP\\alice'
  const page = await iis.ask('/kallithea/gauge', { as })
  const host = iis.origin.replace('http://', '')
  const id = /\/_(\d+)"/.exec(page.text)?.[1]
  t.true(page.text.includes(as))
  t.deepEqual(addresses(page.text), [
    'https://alice@git.example.com/gauge',
    `https://alice@git.example.com/_${id}`,
    `http://alice@${host}/kallithea/gauge`,
    `http://alice@${host}/kallithea/_${id}`,
  ])
  t.regex((await iis.ask('/kallithea/empty', { as })).text, /git clone https:\/\/alice@git\.example\.com\/empty/)

  // Windows authentication is on there by mistake
  const clients = await iis.addSite({ instanceId: 540_656, authentication: 'mixed' })
  const there = await clients.ask('/gauge', { as })
  t.is(there.status, 200)
  t.false(there.text.includes('alice'))
  t.is(addresses(there.text).length, 4)
  t.false((await clients.ask('/_admin/login', { as })).text.includes('/-/windows'))
  t.is((await clients.ask('/-/windows', { as })).status, 302)

  const other = await iis.addSite({ instanceId: 2 })
  t.true((await other.ask('/gauge', { as })).text.includes(as), 'another site is one for browsers')
})

function addresses(text: string): readonly string[] {
  return [...text.matchAll(/<input id="clone[\w-]*" [^>]*value="([^"]*)"/g)].map(([, value = '']) => value)
}

function withSettings(settings: Readonly<Record<string, string>>): (webConfig: string) => string {
  const lines = Object.entries(settings).map(([key, value]) => `<add key="${key}" value="${value}" />`)
  return text => text.replace('</appSettings>', `${lines.join('')}$&`)
}
