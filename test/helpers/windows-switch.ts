import type { ExecutionContext } from 'ava'
import type { Page } from 'playwright-core'

/**
 * Signs in as the first administrator and lets the site believe who IIS says comes. That account is internal: the form
 * is there although IIS has signed somebody on.
 */
export async function switchOnWindows(
  t: ExecutionContext,
  { address }: { readonly address: string },
  page: Page,
): Promise<void> {
  await page.goto(`${address}_admin/login`)
  await page.fill('main input[name=username]', 'admin')
  await page.fill('main input[name=password]', 'admin-secret')
  await page.click('main button[type=submit]:not(.hidden)')
  await page.goto(`${address}_admin/auth`)
  await page.check('input[name=auth_container_enabled]')
  await page.click('main button.primary[type=submit]')
  t.regex(await page.innerText('main'), /updated successfully/)
  t.true(await page.isChecked('input[name=auth_container_enabled]'))
}
