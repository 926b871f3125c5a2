import test from 'ava'
import { addressTrials } from '#domain/address-trials.ts'
import { openBrowser, withPage } from '../../helpers/browser.ts'
import { ticket } from '../../helpers/iisnode/client.ts'
import { startStandIn } from '../../helpers/iisnode/stand-in.ts'
import { axeFaults, tooWide } from '../../helpers/page-faults.ts'
import { makeSite } from '../../helpers/site.ts'

test('an administrator’s browser tries the nasty addresses through IIS, and is told the setting to blame', async t => {
  t.timeout(180_000)
  const { ini } = await makeSite(t, {
    container: true,
    users: { alice: { externType: 'container', admin: true } },
  })
  const iis = await startStandIn(t, { ini, site: '/kallithea' })
  const browser = await openBrowser(t)
  const visitor = { headers: { Authorization: ticket('CORP\\alice') } }
  const count = addressTrials.filter(({ isForPrograms }) => !isForPrograms).length
  await withPage(browser, visitor, { viewport: { width: 360, height: 800 } }, async page => {
    await page.goto(`${iis.address}-/iis`)
    await page.click('form[data-trials] button')
    await page.waitForSelector('#tried')
    t.regex(await page.innerText('main'), /Every address arrives as it was sent/)
    t.is(await page.locator('section[aria-labelledby=tried] li.ok').count(), count)
    await iis.change('web.config', text => text.replace(/<hiddenSegments>.*?<\/hiddenSegments>/s, ''))
    await page.click('form[data-trials] button')
    await page.waitForSelector('.notice.bad')
    t.deepEqual(
      (await page.locator('li.bad strong:first-of-type').allInnerTexts()).filter(text => text !== 'hiddenSegments'),
      ['bin/x', 'App_Data/x', 'web.config', 'bin/x.cs'],
    )
    t.regex(await page.innerText('li.bad >> nth=0'), /answer was 404.*hiddenSegments: web\.config, security/s)
    t.deepEqual(await axeFaults(page), [])
    t.deepEqual(await tooWide(page), [])
  })
})

test('the echo shows what arrived as text, without a word about who asks, and sets no cookie', async t => {
  const { ini } = await makeSite(t, { anonymous: false })
  const iis = await startStandIn(t, { ini, authentication: 'anonymous' })
  const path = '/-/echo/%3Cscript%3Ealert(1)%3C/script%3E?a=<b>'
  const { status, headers, text } = await iis.ask(path, { headers: { Cookie: 'kallithea=nonsense' } })
  t.is(status, 200)
  t.is(headers['content-type'], 'text/plain; charset=utf-8')
  t.is(headers['x-content-type-options'], 'nosniff')
  t.is(headers['cache-control'], 'no-store')
  t.is(headers['set-cookie'], undefined)
  t.is(text, `Kallithea echoes GET ${path}\n`)
})
