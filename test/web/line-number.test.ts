import test from 'ava'
import { openBrowser, withPage } from '../helpers/browser.ts'
import { commit } from '../helpers/commit-description.ts'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

test('the tab key stops at one line number of a table, and arrows lead on to the others', async t => {
  t.timeout(300_000)
  const commits = [commit('one', { 'a.txt': '1\n2\n3\n' }), commit('two', { 'a.txt': '1\n2 too\n3\n' })]
  const { site } = await makeSite(t, { repositories: { atlas: { commits } } })
  const { origin } = await serve(t, site)
  const pages = {
    '/atlas/files/tip/a.txt': '#L2',
    '/atlas/annotate/tip/a.txt': '#L2',
    '/atlas/changeset/tip': '#f0o2',
    '/atlas/changeset/tip?diff=split': '#f0o2',
  }
  await withPage(await openBrowser(t), {}, {}, async page => {
    for (const [address, second] of Object.entries(pages)) {
      await page.goto(origin + address)
      const stop = page.locator('.code .n a:not([tabindex])')
      t.is(await stop.count(), 1, address)
      await stop.focus()
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
      t.true(page.url().endsWith(second), `${address} leads to ${page.url()}`)
    }
  })
})
