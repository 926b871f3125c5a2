import test from 'ava'
import type { Page } from 'playwright-core'
import { openBrowser, withPage } from '../../../helpers/browser.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { shareSite } from '../../../helpers/shared-site.ts'

const history = [commit('first', { 'a.txt': Array.from({ length: 90 }, (_, at) => `line ${at + 1}\n`).join('') })]
const site = shareSite({ repositories: { git: { commits: history }, hg: { kind: 'hg', commits: history } } })

const markedLines = (page: Page) =>
  page.locator('tr.marked').evaluateAll((rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id))

const hashOf = (page: Page) => new URL(page.url()).hash

test('lines are chosen by mouse and by keyboard, and stay in the address', async t => {
  t.timeout(300_000)
  await withPage(await openBrowser(t), {}, {}, async (page, context) => {
    const [id] = site().commits['hg'] ?? []
    for (const place of ['/git/files/tip/a.txt', '/hg/annotate/tip/a.txt']) {
      await page.goto(site().origin + place)
      await page.click('#L7 .n a')
      t.is(hashOf(page), '#L7')
      await page.click('#L4 .n a', { modifiers: ['Shift'] })
      t.is(hashOf(page), '#L4-L7')
      t.deepEqual(await markedLines(page), ['L4', 'L5', 'L6', 'L7'])
      await page.click('#L8 .n a', { modifiers: ['Shift'] })
      t.is(hashOf(page), '#L7-L8')
      await page.reload()
      t.deepEqual(await markedLines(page), ['L7', 'L8'])
      await page.locator('h1').click()
      await page.keyboard.press('l')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      t.is(hashOf(page), '#L9')
      // going to a line takes the focus away, and the page gives it back
      await page.locator('#L9 .n a:focus').waitFor()
      await page.keyboard.press('Shift+ArrowDown')
      t.is(hashOf(page), '#L9-L10')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Shift+Enter')
      t.is(hashOf(page), '#L9-L11')
      t.deepEqual(await markedLines(page), ['L9', 'L10', 'L11'])
    }
    t.is(context.pages().length, 1)
    const lasting = `${site().origin}/hg/annotate/${id}/a.txt#L9-L11`
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.click('button[data-address]')
    t.is(await page.evaluate<string>('navigator.clipboard.readText()'), lasting)
    await page.click('a[rel=bookmark]')
    t.is(page.url(), lasting)
    t.deepEqual(await markedLines(page), ['L9', 'L10', 'L11'])
    await page.goto(`${site().origin}/hg/annotate/tip/a.txt#L2`)
    await page.keyboard.press('y')
    t.is(page.url(), `${site().origin}/hg/annotate/${id}/a.txt#L2`)
  })
})

test('without script one line is marked, and the permalink is a link', async t => {
  t.timeout(300_000)
  await withPage(await openBrowser(t), {}, { javaScriptEnabled: false }, async page => {
    const [id] = site().commits['git'] ?? []
    await page.goto(`${site().origin}/git/files/tip/a.txt#L60`)
    const colourOf = (line: string) =>
      page.locator(line).evaluate<string, object>(row => {
        const { getComputedStyle } = globalThis as unknown as {
          getComputedStyle(of: object): { backgroundColor: string }
        }
        return getComputedStyle(row).backgroundColor
      })
    t.not(await colourOf('#L60'), await colourOf('#L61'))
    await page.click('a[rel=bookmark]')
    t.is(new URL(page.url()).pathname, `/git/files/${id}/a.txt`)
  })
})
