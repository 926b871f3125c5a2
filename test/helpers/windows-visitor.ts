import type { ExecutionContext } from 'ava'
import type { Browser, Page } from 'playwright-core'
import { withPage } from './browser.ts'
import { ticket } from './iisnode/client.ts'
import type { StandInSite } from './iisnode/stand-in.ts'

/** A browser whose user Windows has signed on. */
export async function as(browser: Browser, user: string, use: (page: Page) => Promise<void>): Promise<void> {
  await withPage(browser, { headers: { Authorization: ticket(user) } }, {}, use)
}

/** By the form, which is there although IIS has signed somebody on: the first administrator's account is internal. */
export async function signIn(page: Page, address: string, password = 'admin-secret'): Promise<void> {
  await page.goto(`${address}_admin/login`)
  await page.fill('main input[name=username]', 'admin')
  await page.fill('main input[name=password]', password)
  await page.click('main button[type=submit]:not(.hidden)')
}

/** From now on accounts are made for whoever Windows signs on. */
export async function switchOn(
  t: ExecutionContext,
  { address }: Pick<StandInSite, 'address'>,
  page: Page,
): Promise<void> {
  await page.goto(`${address}_admin/auth`)
  await page.check('input[name=auth_container_enabled]')
  await page.click('main button.primary[type=submit]')
  t.regex(await page.innerText('main'), /updated successfully/)
  t.true(await page.isChecked('input[name=auth_container_enabled]'))
}
