import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { type Visitor, withPage } from './browser.ts'
import { htmlFaults } from './html-faults.ts'

/**
 * Everything that is wrong with a page, in words: its HTML, what axe finds in both themes at 1280 and 360 px, what is
 * wider than the window from 320 px up with and without script, errors of the browser, requests to other origins.
 */
export async function findFaults(browser: Browser, address: string, visitor: Visitor = {}): Promise<readonly string[]> {
  const faults = new Set<string>()
  const note = (fault: string) => faults.add(fault)
  await withPage(browser, visitor, {}, async page => {
    listen(page, address, note)
    for (const fault of await invalidHtml(page, address)) note(fault)
    await page.setViewportSize({ width: 1280, height: 900 })
    for (const fault of await themeFaults(page)) note(`1280 ${fault}`)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 360, height: 900 })
    for (const fault of await axeFaults(page)) note(`360 ${fault}`)
    for (const fault of await wideness(page)) note(`script, ${fault}`)
  })
  await withPage(browser, visitor, { javaScriptEnabled: false }, async page => {
    await page.goto(address)
    for (const fault of await wideness(page)) note(`no script, ${fault}`)
  })
  return [...faults]
}

/** Tells of each error of the browser, and of each request to another origin, as it happens. */
export function listen(page: Page, address: string, note: (fault: string) => void): void {
  const { origin } = new URL(address)
  page.on('pageerror', error => note(`script: ${error.message}`))
  page.on('request', request => {
    const { protocol, origin: asked } = new URL(request.url())
    const isBrowsersOwn = protocol.startsWith('chrome') // its viewer of PDF is made of pages
    if (asked !== origin && !isBrowsersOwn) note(`asks another origin: ${request.url()}`)
  })
  page.on('console', message => {
    // the browser also complains of a page that says 404 in its status, as it should
    if (message.type() === 'error' && !message.location().url.startsWith(address)) note(`console: ${message.text()}`)
    else if (/Content.Security.Policy/i.test(message.text())) note(`console: ${message.text()}`)
  })
}

async function invalidHtml(page: Page, address: string): Promise<readonly string[]> {
  const response = await page.goto(address)
  const text = (await response?.text()) ?? ''
  return [
    ...(await htmlFaults(text)),
    ...(/ style=|<script(?! src)|<style|<[^>]* on\w+=|javascript:/.test(text) ? ['inline style or script'] : []),
  ]
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function wideness(page: Page): Promise<readonly string[]> {
  const faults: string[] = []
  for (const width of [320, 360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    for (const fault of await tooWide(page)) faults.push(`${width}: ${fault}`)
  }
  return faults
}

/** What axe finds on a page as it stands, by all rules that are ours to keep, or by these alone. */
export async function axeFaults(page: Page, rules: readonly string[] = allRules): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('Boolean(globalThis.axe)'))) await page.evaluate(axe)
  return page.evaluate<readonly string[]>(`globalThis.axe.run(document, {
    runOnly: ${JSON.stringify(rules)},
    resultTypes: ['violations'],
  }).then(({ violations }) => violations.map(({ id, nodes }) =>
    'axe ' + id + ': ' + nodes.slice(0, 3).map(node => node.target.at(-1)).join(' | ')))`)
}

/** The same in both themes: of the dark one only what a theme makes a difference to. */
export async function themeFaults(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await axeFaults(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axeFaults(page, coloursAlone)
  return [...light.map(fault => `light: ${fault}`), ...dark.map(fault => `dark: ${fault}`)]
}

/** The rules to which a theme makes a difference. */
export const coloursAlone = ['color-contrast', 'link-in-text-block']

export async function tooWide(page: Page): Promise<readonly string[]> {
  return page.locator('html').evaluate<readonly string[], HTMLElementLike>(root => {
    const by = root.scrollWidth - root.clientWidth
    if (by <= 0) return []
    const wide = [...root.querySelectorAll('body *')].filter(
      each =>
        each.getBoundingClientRect().right > root.clientWidth + 1 &&
        !each.closest('.scroll, .hidden, .menu, .tabs, pre, .terminal'),
    )
    const names = wide.slice(0, 3).map(each => `${each.tagName}.${each.getAttribute('class')}`)
    return [`wider than the window by ${by}: ${names.join(' ')}`]
  })
}

/** The little of the DOM that is used above; the project has no types of browsers. */
interface HTMLElementLike {
  readonly tagName: string
  readonly scrollWidth: number
  readonly clientWidth: number
  querySelectorAll(selector: string): Iterable<HTMLElementLike>
  closest(selector: string): unknown
  getAttribute(name: string): string | null
  getBoundingClientRect(): { readonly right: number }
}
