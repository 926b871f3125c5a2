import test from 'ava'
import { openBrowser } from '../../helpers/browser.ts'
import { findFaults } from '../../helpers/page-faults.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const long = 'very-long-repository-name-for-the-test-bench-of-the-calibration-laboratory-in-Sankt-Peter-Ording'

test('pages for strangers have no fault: HTML, axe in both themes, width, other origins', async t => {
  t.timeout(180_000)
  const { site } = await makeSite(t, { repositories: { 'gruppe/büro': {}, [long]: {} } })
  const { origin } = await serve(t, site)
  const browser = await openBrowser(t)
  for (const path of ['/', '/gruppe', '/?filter=nothing', '/_admin/login', '/_admin/no-such', '/%ff']) {
    t.deepEqual(await findFaults(browser, origin + path), [], path)
  }
})

test('pages for administrators have none either', async t => {
  t.timeout(180_000)
  const { site } = await makeSite(t, {
    container: true,
    globals: ['hg.extern_activate.manual'],
    repositories: { r: {} },
  })
  const server = await serve(t, site)
  await server.client({ user: 'CORP\\alice' }).ask('/')
  const admin = server.client()
  await admin.signIn('admin', 'admin-secret')
  const browser = await openBrowser(t)
  for (const path of ['/', '/_admin/auth', '/no-such', '/_admin/login?other=1', '/_admin/logout']) {
    t.deepEqual(await findFaults(browser, server.origin + path, admin.visitor), [], path)
  }
})

test('a press on a theme works at once, is kept, and needs no script', async t => {
  const { site } = await makeSite(t)
  const server = await serve(t, site)
  const admin = server.client()
  await admin.signIn('admin', 'admin-secret')
  const browser = await openBrowser(t)
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled })
    const [name = '', value = ''] = admin.cookie.split('=')
    await context.addCookies([{ name, value, url: server.origin }])
    const page = await context.newPage()
    await page.goto(`${server.origin}/`)
    await page.click('details.drop summary')
    await page.click('button[value="dark"]')
    t.is(await page.getAttribute('html', 'data-theme'), 'dark')
    await page.goto(`${server.origin}/`)
    t.is(await page.getAttribute('html', 'data-theme'), 'dark')
    await context.close()
  }
})

test('the filter of a page finds letters in order, and says how many', async t => {
  const { site } = await makeSite(t, { repositories: { 'sensor-gateway': {}, other: {} } })
  const { origin } = await serve(t, site)
  const page = await (await openBrowser(t)).newPage()
  await page.goto(origin)
  await page.fill('#filter', 'sgate')
  t.deepEqual(await page.locator('[data-row]:visible strong').allTextContents(), ['sensor-gateway'])
  t.is(await page.textContent('#voice'), '1 found')
})
