import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import type { Page } from 'playwright-core'
import { openBrowser, withPage } from '../helpers/browser.ts'
import { command } from '../helpers/command-line.ts'
import { makeFolder } from '../helpers/folder.ts'
import { type StandIn, type StandInOptions, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeSite } from '../helpers/site.ts'
import { accountIn } from '../helpers/web.ts'

interface Instance {
  readonly iis: StandIn
  readonly person: string
  readonly ini: string
}

/** An instance with a database, an ini and one person of its own; forms sign on, Windows does not. */
async function open(
  t: ExecutionContext,
  person: string,
  { key, ini, ...options }: StandInOptions & { readonly key: string },
): Promise<Instance> {
  const made = await makeSite(t, { users: { [person]: {} }, ini: { 'session.key': key } })
  const file = ini ?? made.ini
  if (ini !== undefined) await moveIni(made.ini, ini)
  return { iis: await startStandIn(t, { authentication: 'anonymous', ini: file, ...options }), person, ini: file }
}

async function moveIni(from: string, to: string): Promise<void> {
  const text = await readFile(from, 'utf8')
  await mkdir(path.dirname(to), { recursive: true })
  await writeFile(to, text.replaceAll('%(here)s', path.dirname(from)))
}

/** An instance as an administrator makes it, who writes in no file. */
async function create(t: ExecutionContext, person: string): Promise<Instance> {
  const folder = await makeFolder(t)
  const ini = path.join(folder, 'my.ini')
  const account = ['--user', person, '--email', `${person}@example.com`, '--password', `${person}-secret`]
  for (const words of [
    ['config-create', ini],
    ['db-create', '-c', ini, '--repos', path.join(folder, 'repositories'), ...account, '--force-yes'],
  ]) {
    const ended = await command(t, { folder }, ...words)
    t.is(ended.code, 0, ended.stderr)
  }
  return { iis: await startStandIn(t, { authentication: 'anonymous', ini }), person, ini }
}

async function signOn(page: Page, { iis, person }: Instance): Promise<void> {
  await page.goto(`${iis.address}_admin/login`)
  await page.fill('main input[name=username]', person)
  await page.fill('main input[name=password]', `${person}-secret`)
  await page.click('main button[type=submit]:not(.hidden)')
}

async function signOut(page: Page, { iis }: Instance): Promise<void> {
  await page.goto(`${iis.address}_admin/logout`)
  await page.click('main form[action$="/_admin/logout"] button')
}

async function whoIsOn(page: Page, { iis }: Instance): Promise<string | null> {
  await page.goto(iis.address)
  return accountIn({ text: await page.content() })
}

/** One browser with a tab for each. */
async function staySignedOn(t: ExecutionContext, ann: Instance, bob: Instance): Promise<void> {
  await withPage(await openBrowser(t), {}, {}, async (left, context) => {
    const right = await context.newPage()
    await signOn(left, ann)
    await signOn(right, bob)
    for (let reload = 0; reload < 3; reload++) {
      t.is(await whoIsOn(left, ann), 'ann')
      t.is(await whoIsOn(right, bob), 'bob')
    }
    await signOut(left, ann)
    t.is(await whoIsOn(left, ann), null)
    t.is(await whoIsOn(right, bob), 'bob')
    await signOn(left, ann)
    await signOut(right, bob)
    t.is(await whoIsOn(right, bob), null)
    t.is(await whoIsOn(left, ann), 'ann')
  })
  for (const { iis } of [ann, bob]) t.notRegex(await iis.logs(), /share the cookie name/)
}

test('two instances that commands made stay signed on independently on two ports of one host', async t => {
  t.timeout(180_000)
  await staySignedOn(t, await create(t, 'ann'), await create(t, 'bob'))
})

test('two instances in two folders of one host and port stay signed on independently, whatever the key', async t => {
  t.timeout(180_000)
  const ann = await open(t, 'ann', { key: 'kallithea', site: '/a' })
  const bob = await open(t, 'bob', { key: 'kallithea', site: '/b', beside: ann.iis })
  t.is(ann.iis.origin, bob.iis.origin)
  await staySignedOn(t, ann, bob)
})

test('two instances with one key sign each other out, and both say which key to change', async t => {
  t.timeout(180_000)
  const folder = await makeFolder(t)
  const ann = await open(t, 'ann', { key: 'kallithea', ini: path.join(folder, 'a/my.ini') })
  const bob = await open(t, 'bob', { key: 'kallithea', ini: path.join(folder, 'b/my.ini') })
  await withPage(await openBrowser(t), {}, {}, async page => {
    for (let turn = 0; turn < 2; turn++) {
      await signOn(page, ann)
      t.is(await whoIsOn(page, ann), 'ann')
      await signOn(page, bob)
      t.is(await whoIsOn(page, ann), null)
    }
  })
  for (const { iis } of [ann, bob]) {
    const said = (await iis.logs()).split('\n').filter(line => line.includes('share the cookie name kallithea'))
    t.is(said.length, 1)
    t.true(said[0]?.includes(`Set session.key in one of the inis to a name of its own (`))
    for (const { ini } of [ann, bob]) t.true(said[0]?.includes(ini))
  }
  t.true((await bob.iis.logs()).includes(`${ann.ini} runs with the same session.key, kallithea`))
  ann.iis.kill()
  await ann.iis.ask('/')
  t.true((await ann.iis.logs()).includes(`${bob.ini} runs with the same session.key, kallithea`))
})
