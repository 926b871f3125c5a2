import test, { type ExecutionContext } from 'ava'
import type { Page } from 'playwright-core'
import { findUserByName } from '#db/users.ts'
import { openBrowser } from '../helpers/browser.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { commit } from '../helpers/repositories.ts'
import { makeSite } from '../helpers/site.ts'
import { as, signIn, switchOn } from '../helpers/windows-visitor.ts'

const history = [
  commit('Begin the gauge', { 'README.md': '# Gauge\n\nReads the level.\n', 'src/level.py': 'LIMIT = 12\n' }),
  commit('Raise the limit', { 'src/level.py': 'LIMIT = 14\n' }),
]

for (const mount of ['/', '/kallithea'] as const) {
  const where = mount === '/' ? 'at the root of a site' : 'in a virtual folder'

  test(`a domain user is signed on by IIS and reads git and hg, once an administrator allows it, ${where}`, async t => {
    t.timeout(180_000)
    const { site, ini } = await makeSite(t, {
      anonymous: false,
      repositories: {
        'tools/gauge': { kind: 'git', commits: history },
        'tools/tide': { kind: 'hg', commits: history },
        'secret/plans': { kind: 'git', commits: history, grants: { default: 'none' } },
      },
    })
    const iis = await startStandIn(t, { ini, site: mount })
    const browser = await openBrowser(t)
    await as(browser, 'CORP\\alice', async alice => {
      await alice.goto(iis.address)
      t.regex(alice.url(), /\/_admin\/login\?came_from=/)
      t.is(await findUserByName(site.db, 'alice'), undefined)

      await as(browser, 'CORP\\root', async admin => {
        await signIn(admin, iis.address)
        await switchOn(t, iis, admin)
      })

      await alice.goto(iis.address)
      t.is(alice.url(), iis.address)
      t.true((await alice.getByText('CORP\\alice').count()) > 0)
      for (const kind of ['gauge', 'tide']) await readThrough(t, alice, iis, `tools/${kind}`)
      await seesOnlyWhatSheMay(t, alice, iis)
    })
    const created = await findUserByName(site.db, 'alice')
    t.like(created, { username: 'alice', externType: 'container', active: true, admin: false })
  })
}

async function readThrough(t: ExecutionContext, page: Page, iis: StandIn, name: string): Promise<void> {
  await page.goto(iis.address)
  await page.click(`main a[href="${iis.base}/tools"]`)
  await page.click(`main a[href="${iis.base}/${name}"]`)
  t.regex(await page.innerText('.markup'), /Reads the level/)
  await page.click('main a:text-is("src")')
  await page.click('main a:text-is("level.py")')
  t.regex(await page.innerText('table.code'), /LIMIT = 14/)
  await page.click('nav a:has-text("Changelog")')
  await page.click('main a:text-is("Raise the limit")')
  const diff = await page.innerText('.diff')
  t.regex(diff, /LIMIT = 12/)
  t.regex(diff, /LIMIT = 14/)
}

async function seesOnlyWhatSheMay(t: ExecutionContext, page: Page, iis: StandIn): Promise<void> {
  await page.goto(iis.address)
  t.false((await page.innerText('main')).includes('plans'))
  const closed = await page.goto(`${iis.address}secret/plans`)
  const missing = await page.goto(`${iis.address}secret/nothing`)
  t.is(closed?.status(), 404)
  t.is(missing?.status(), 404)
  t.is((await page.goto(`${iis.address}_admin/auth`))?.status(), 403)
}
