import test from 'ava'
import { openBrowser, withPage } from '../../../helpers/browser.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds, oddHistory, oddNames, openPages } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const history = [commit('first', { 'src/deep/a.js': 'a\n', 'src/b.txt': 'b\n', 'c.txt': 'c\n' })]

for (const kind of kinds) {
  test(`all names of ${kind} below a folder are listed as Kallithea lists them`, async t => {
    const { get } = await openPages(t, kind, history)
    const { status, headers, text } = await get('/nodelist/tip/')
    t.is(status, 200)
    t.is(headers.get('content-type'), 'application/json; charset=utf-8')
    t.deepEqual(JSON.parse(text), {
      nodes: [
        { name: 'src', type: 'dir' },
        { name: 'src/deep', type: 'dir' },
        { name: 'c.txt', type: 'file' },
        { name: 'src/b.txt', type: 'file' },
        { name: 'src/deep/a.js', type: 'file' },
      ],
    })
    const below = await get('/nodelist/tip/src/deep')
    t.deepEqual(JSON.parse(below.text), { nodes: [{ name: 'src/deep/a.js', type: 'file' }] })
    t.is((await get('/nodelist/none/')).status, 404)
    t.is((await get('/nodelist/tip/none')).status, 404)
  })
}

test('t finds a file, whatever it is called, and y names the revision', async t => {
  t.timeout(120_000)
  const { site, commits } = await makeSite(t, { repositories: { odd: { commits: oddHistory() } } })
  const { origin } = await serve(t, site)
  const browser = await openBrowser(t)
  for (const name of oddNames.filter((_, index) => index % 3 === 0)) {
    await withPage(browser, {}, {}, async page => {
      await page.goto(`${origin}/odd/files/tip/`)
      await page.keyboard.press('t')
      await page.locator('#finder-input').fill(`/${name}`)
      const link = page.locator('#finder a').first()
      await link.filter({ hasText: `dir ${name}/${name}` }).waitFor() // the list comes by itself
      t.is(await link.textContent(), `dir ${name}/${name}`)
      await page.keyboard.press('Enter')
      await page.locator('.code', { hasText: 'content of ' }).waitFor()
      t.is(await page.locator('h1').textContent(), name)
      await page.waitForLoadState() // the script that hears keys is deferred
      await page.keyboard.press('y')
      t.true(page.url().startsWith(`${origin}/odd/files/${commits['odd']?.[2]}/`))
      await page.keyboard.press('b')
      await page.waitForURL(/\/annotate\//)
    })
  }
})

test('among tens of thousands of files one is found by some of its letters', async t => {
  t.timeout(120_000)
  const names = Array.from({ length: 20_000 }, (_, index) => `src/part${index % 200}/Reader${index}.cs`)
  const files = { ...Object.fromEntries(names.map(name => [name, ''])), 'src/Gateway/SensorReader.cs': 'found\n' }
  const { site } = await makeSite(t, { repositories: { large: { commits: [commit('first', files)] } } })
  const { origin } = await serve(t, site)
  const browser = await openBrowser(t)
  await withPage(browser, {}, {}, async page => {
    await page.goto(`${origin}/large/files/tip/`)
    await page.keyboard.press('t')
    await page.locator('#finder a').nth(99).waitFor()
    t.is(await page.locator('#finder a').count(), 100)
    await page.locator('#finder-input').pressSequentially('sensr')
    await page.locator('#finder a', { hasText: 'SensorReader' }).waitFor()
    await page.locator('#finder-input').fill('part17/reader1017')
    const link = page.locator('#finder a').first()
    await link.filter({ hasText: 'src/part17/Reader1017.cs' }).waitFor()
  })
})
