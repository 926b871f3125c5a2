import test, { type ExecutionContext } from 'ava'
import type { Page } from 'playwright-core'
import { listUserGlobals } from '#db/permissions.ts'
import { listSettings } from '#db/settings.ts'
import { findDefaultUser, findUserByName } from '#db/users.ts'
import { openBrowser } from '../helpers/browser.ts'
import { startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeSite } from '../helpers/site.ts'
import { as, signIn } from '../helpers/windows-visitor.ts'

test('the guide of installation, step by step and with its wrong turns', async t => {
  t.timeout(240_000)
  const { site, ini } = await makeSite(t, { repositories: { 'tools/gauge': { kind: 'git', commits: [] } } })
  const iis = await startStandIn(t, { ini })
  const browser = await openBrowser(t)
  const setting = async (name: string) => (await listSettings(site.db)).get(name)?.value
  await as(browser, 'CORP\\root', async admin => {
    await as(browser, 'CORP\\bob', async bob => {
      await bob.goto(iis.address)
      t.regex(await bob.innerText('main'), /tools/, 'a new site is open to everybody')

      await signIn(admin, iis.address)
      await savePermissions(t, admin, iis.address, { anonymous: false, external: 'hg.extern_activate.manual' })
      t.is((await findDefaultUser(site.db))?.active, false)
      await bob.goto(iis.address)
      t.regex(bob.url(), /_admin\/login/, 'now a stranger is asked to sign in')
      t.is((await bob.goto(`${iis.address}_admin/permissions`))?.url().includes('_admin/login'), true)

      await saveContainer(admin, iis.address, { header: '', clean: true })
      t.not(await setting('auth_container_enabled'), 'True', 'without a variable nothing is saved')
      await saveContainer(admin, iis.address, { header: 'REMOTE_USER', clean: true })
      t.is(await setting('auth_container_enabled'), 'True')
      t.is(await setting('auth_container_header'), 'REMOTE_USER')
      t.is(await setting('auth_container_clean_username'), 'True')

      t.is((await bob.goto(iis.address))?.status(), 403, 'his account is made, but waits')
      t.like(await findUserByName(site.db, 'bob'), { active: false, externType: 'container' })
      await bob.goto(iis.address)
      t.regex(bob.url(), /_admin\/login/)

      await admin.goto(`${iis.address}_admin/auth`)
      t.regex(await admin.innerText('main'), /CORP\\bob|bob/)
      await admin.click('main button:has-text("Activate")')
      t.regex(await admin.innerText('main'), /bob may come in now/)
      await bob.goto(iis.address)
      t.is(bob.url(), iis.address)
      t.is((await bob.goto(`${iis.address}_admin/permissions`))?.status(), 403, 'he is no administrator')
    })

    await savePermissions(t, admin, iis.address, { anonymous: false, external: 'hg.extern_activate.auto' })
    await as(browser, 'CORP\\carol', async carol => {
      t.is((await carol.goto(iis.address))?.status(), 200, 'the next one comes in at once')
      t.regex(await carol.innerText('main'), /tools/)
    })
  })
  t.like(await findUserByName(site.db, 'carol'), { active: true, externType: 'container', admin: false })
  const everybody = await findDefaultUser(site.db)
  const globals = everybody ? await listUserGlobals(site.db, everybody.id) : []
  t.is(globals.length, 8)
  t.true(globals.includes('hg.extern_activate.auto'))
})

interface Wanted {
  readonly anonymous: boolean
  readonly external: string
}

async function savePermissions(t: ExecutionContext, page: Page, address: string, wanted: Wanted): Promise<void> {
  await page.goto(`${address}_admin/permissions`)
  await page.setChecked('input[name=anonymous]', wanted.anonymous)
  await page.selectOption('select[name=default_extern_activate]', wanted.external)
  await page.click('main button.primary[type=submit]')
  t.regex(await page.innerText('main'), /Global permissions updated successfully/)
}

interface Container {
  readonly header: string
  readonly clean: boolean
}

async function saveContainer(page: Page, address: string, { header, clean }: Container): Promise<void> {
  await page.goto(`${address}_admin/auth`)
  await page.check('input[name=auth_container_enabled]')
  await page.click('li:has(input[name=auth_container_enabled]) summary')
  await page.evaluate('document.querySelector("input[name=auth_container_header]").required = false')
  await page.fill('input[name=auth_container_header]', header)
  await page.setChecked('input[name=auth_container_clean_username]', clean)
  await page.click('main button.primary[type=submit]')
}
