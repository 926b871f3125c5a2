import test from 'ava'
import { openBrowser, withPage } from '../../../helpers/browser.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds, openPages } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const lines = (count: number, text: string) =>
  Array.from({ length: count }, (_, index) => `${text} line ${index + 1}.\n`).join('')

/** More than is read of a diff to count its lines. */
const names = Array.from({ length: 60 }, (_, index) => `src/file${String(index).padStart(2, '0')}.txt`)
const history = [
  commit('first', { 'src/old.txt': lines(50, 'moved') }),
  commit('many', Object.fromEntries(names.map(name => [name, lines(900, name)])), {
    renames: { 'src/old.txt': 'src/file30a.txt' },
  }),
  commit('one', { 'tall.txt': lines(50_000, 'tall'), 'wide.txt': 'x'.repeat(3_000_000) }),
]

/** Names of the sections of files, in their order. */
function sections(text: string): string[] {
  return Array.from(text.matchAll(/<section class="file" id="([^"]*)"/g), ([, id = '']) => id)
}

function wayOn(text: string): string | null {
  const [, found] = /<nav class="pager"[^>]*data-more>\s*<a class="button" href="([^"]*)#files"/.exec(text) ?? []
  return found?.replaceAll('&amp;', '&') ?? null
}

for (const kind of kinds) {
  test(`a huge commit of ${kind} shows all names and its first lines; links lead to the others`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const { text } = await get(`/changeset/${ids[1]}`)
    t.regex(text, /61 files changed/)
    for (const name of names) t.true(text.includes(`data-name="${name}"`), name)
    t.regex(text, /too large to be shown at once/)
    t.regex(text, /src\/file00.txt line 900\./)
    t.notRegex(text, /src\/file40.txt line/)
    t.true(text.length < 1_000_000)

    const last = await get(`/changeset/${ids[1]}?file=61`)
    t.deepEqual(sections(last.text), ['f60'])
    t.regex(last.text, /src\/file59.txt line 900\./)
    t.is(wayOn(last.text), null)
    const part = await get(`/changeset/${ids[1]}?file=31`, { 'X-Partial-XHR': '1' })
    t.true(part.text.trimStart().startsWith('<section class="file" id="f30"'))

    const at = `/changeset/${ids[2]}`
    const first = await get(at)
    t.regex(first.text, /tall line 1\./)
    t.true(first.text.length < 1_000_000)
    const next = wayOn(first.text)
    t.regex(next ?? '', /\?file=1&line=\d+$/)
    const line = Number(/line=(\d+)/.exec(next ?? '')?.[1])
    const second = await get((next ?? '').slice('/group/project'.length))
    t.regex(second.text, new RegExp(`>${line + 1}</a>[\\s\\S]*tall line ${line + 1}\\.`))
    t.notRegex(second.text, new RegExp(`tall line ${line}\\.`))
    t.regex((await get(`${at}?file=1&line=49999`)).text, /tall line 50000\.[\s\S]*xxx/)
    const wide = await get(`${at}?file=2`)
    t.regex(wide.text, /… and 2,9\d\d,\d{3} more bytes in this line/)
    t.true(wide.text.length < 200_000)
    t.regex((await get(`${at}?file=1&line=99999999`)).text, /There are no further lines/)
    t.is((await get(`${at}?file=999999999`)).status, 200)
  })
}

test('larger parts, comparisons and several commits lead to every file, too', async t => {
  const { get, ids } = await openPages(t, 'git', history)
  const seen: string[] = []
  let next: string | null = `/group/project/changeset/${ids[1]}?fulldiff=1`
  for (let pages = 0; next !== null && pages < 10; pages++) {
    const page = await get(next.slice('/group/project'.length))
    seen.push(...sections(page.text))
    if (sections(page.text).includes('f31')) t.regex(page.text, /old.txt → [\s\S]*file30a.txt[\s\S]*renamed/)
    next = wayOn(page.text)
  }
  t.deepEqual(
    seen.filter(id => !id.includes('-')),
    Array.from({ length: 61 }, (_, index) => `f${index}`),
  )

  const at = `/compare/rev@${ids[0]}...rev@${ids[1]}`
  t.regex((await get(at)).text, /61 files changed/)
  t.deepEqual(sections((await get(`${at}?file=61`)).text), ['f60'])
  const part = await get(`${at}?file=61`, { 'X-Partial-XHR': '1' })
  t.true(part.text.trimStart().startsWith('<section class="file" id="f60"'))

  const { text } = await get(`/changeset/${ids[1]}...${ids[2]}`)
  t.regex(text, /63 files changed/)
  t.regex(text, /src\/file00.txt line 1\./)
  t.notRegex(text, /tall line/)
  t.regex(text, new RegExp(`<li id="f61"><a href="/group/project/changeset/${ids[2]}#files">tall.txt`))
  t.true(text.includes(`href="/group/project/changeset/${ids[2]}?file=2#files">wide.txt`))
})

test('further files come as somebody scrolls, and the list leads to them', async t => {
  t.timeout(120_000)
  const { site, commits } = await makeSite(t, { repositories: { large: { commits: history } } })
  const { origin } = await serve(t, site)
  const browser = await openBrowser(t)
  await withPage(browser, {}, {}, async page => {
    await page.goto(`${origin}/large/changeset/${commits['large']?.[1]}`)
    t.false(await page.locator('#f5').isVisible())
    for (let file = 1; file <= 5; file++) {
      await page.locator('.file').last().scrollIntoViewIfNeeded()
      await page.evaluate('scrollTo(0, document.body.scrollHeight)')
      await page.locator(`#f${file}`).waitFor()
    }
    const address = page.url()
    await page.locator('a[data-file="f4"]').click()
    t.is(page.url(), `${address}#f4`)
    await page.locator('a[data-file="f60"]').click()
    await page.locator('#f60').waitFor()
    t.regex(page.url(), /\?file=61#f60$/)
  })
})

test('a list of many files is completed when the first of them are to be seen', async t => {
  t.timeout(120_000)
  const paths = Array.from(
    { length: 250 },
    (_, index) => `${index < 130 ? 'one' : 'two'}/n${String(index).padStart(3, '0')}`,
  )
  const files = Object.fromEntries(paths.map(name => [name, `${name}\n`]))
  const { site, commits } = await makeSite(t, { repositories: { wide: { commits: [commit('many', files)] } } })
  const { origin } = await serve(t, site)
  const address = `${origin}/wide/changeset/${commits['wide']?.[0]}`
  const browser = await openBrowser(t)
  await withPage(browser, {}, { javaScriptEnabled: false }, async page => {
    await page.goto(address)
    t.is(await page.locator('.tree li.changed').count(), 100)
    await page.getByRole('link', { name: 'and 150 more files' }).click()
    t.is(await page.locator('.tree li.changed').first().getAttribute('data-name'), 'one/n100')
    await page.getByRole('link', { name: '100 files before these' }).click()
    t.is(await page.locator('.tree li.changed').first().getAttribute('data-name'), 'one/n000')
  })
  await withPage(browser, {}, {}, async page => {
    await page.goto(address)
    await page.locator('.tree [data-name="two/n249"]').waitFor()
    const listed = page.locator('.tree li.changed')
    t.deepEqual(
      await listed.evaluateAll((items: { dataset: { name?: string } }[]) => items.map(item => item.dataset.name)),
      paths,
    )
    t.is(await page.locator('.tree summary').count(), 2)
    t.is(await page.locator('.tree [data-further]').count(), 0)
    await page.locator('#tree-filter').fill('two/n249')
    t.is(await page.locator('.tree li.changed:visible').count(), 1)
  })
})
