import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { listPages } from '#web/router.ts'
import { openBrowser, type Visitor, withPage } from '../helpers/browser.ts'
import { openGolden } from '../helpers/golden.ts'
import { goldenPeople } from '../helpers/golden-people.ts'
import { otherExamples, type PageExample, pageExamples } from '../helpers/page-examples.ts'
import { axeFaults, coloursAlone, listen, tooWide } from '../helpers/page-faults.ts'
import { rowFaults } from '../helpers/page-name.ts'

/** A folder for pictures of all pages, to be looked at by people. */
const pictures = process.env['PICTURES']

const pages = listPages().filter(({ method }) => method === 'GET')

test('every page has its example, and every example its page', t => {
  const table = { file: 'page-examples.ts', what: 'say where it can be looked at' }
  t.deepEqual(rowFaults(pages, pageExamples, table), [])
  const { 'GET /': home, ...others } = pageExamples
  t.deepEqual(rowFaults(pages, { ...others, 'GET /odd': home }, table), [
    'page GET / has no row in test/helpers/page-examples.ts: say where it can be looked at',
    'row GET /odd of test/helpers/page-examples.ts is about no page: take it away',
  ])
})

test('axe finds nothing on any page of a small firm in either theme, and each fits into a telephone', async t => {
  t.timeout(1_500_000)
  const site = await openGolden(t)
  const people = await goldenPeople(t, site)
  const browser = await openBrowser(t)
  if (pictures) await mkdir(pictures, { recursive: true })
  const faults: string[] = []
  const look = async (name: string, { address, as = 'ann' }: PageExample) => {
    const { origin, visitor } = (await people.enter(as)) ?? t.fail(as)
    for (const fault of await lookAt(browser, name, { address: origin + encodeURI(address), visitor }))
      faults.push(`${name}: ${fault}`)
  }
  const examples = Object.entries({ ...pageExamples, ...otherExamples })
  const queue = examples.flatMap(([name, example]) => (example ? [[name, example] as const] : [])).values()
  const work = async () => {
    for (const [name, example] of queue) await look(name, example)
  }
  await Promise.all([work(), work()])
  await sql`drop table gists`.execute(site.db)
  await look('our own fault', { address: '/_admin/gists' })
  t.deepEqual(faults, [])
})

interface Visited {
  readonly address: string
  readonly visitor: Visitor
}

/** Loaded once: the window is made narrow, and the theme changed, under the page. Dark colours are the same in both. */
async function lookAt(browser: Browser, name: string, { address, visitor }: Visited): Promise<readonly string[]> {
  const faults = new Set<string>()
  await withPage(browser, visitor, {}, async page => {
    listen(page, address, fault => faults.add(fault))
    await page.goto(address, { timeout: 120_000 })
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 })
      for (const fault of await tooWide(page)) faults.add(`${width}: ${fault}`)
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme })
        const isNew = theme === 'light' || width === 1280
        const found = isNew ? await axeFaults(page, theme === 'light' ? undefined : coloursAlone) : []
        for (const fault of found) faults.add(`${width} ${theme}: ${fault}`)
        if (pictures) await page.screenshot({ path: pictureOf(pictures, `${name}-${width}-${theme}`), fullPage: true })
      }
    }
  })
  return [...faults]
}

function pictureOf(folder: string, name: string): string {
  const words = name
    .replace(/^GET \/-/, 'home-')
    .replace(/^GET [^a-z]*/, '')
    .replace(/[^a-z0-9]+/gi, '-')
  return path.join(folder, `${words}.png`)
}
