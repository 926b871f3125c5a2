import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { openBrowser } from '../helpers/browser.ts'
import { command } from '../helpers/command-line.ts'
import { makeFolder } from '../helpers/folder.ts'
import { type StandInSite, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { layOutVersion, ofTheSite, sharePackage } from '../helpers/package.ts'
import { as, signIn, switchOn } from '../helpers/windows-visitor.ts'

const shared = sharePackage()

test('from the zip alone three commands make a site that IIS serves at / and at /kallithea', async t => {
  t.timeout(240_000)
  const { program, server, folder } = await unpack(t)
  const kallithea = async (...words: readonly string[]) => {
    const ended = await command(t, { folder, server }, ...words)
    t.is(ended.code, 0, ended.stderr)
    return ended.stdout
  }
  await kallithea('config-create', '../kallithea-data/my.ini')
  const admin = ['--user', 'admin', '--email', 'admin@example.com', '--password', 'admin-secret']
  const ini = ['-c', '../kallithea-data/my.ini']
  await kallithea('db-create', ...ini, '--repos', path.join(program, '../repositories'), '--force-yes', ...admin)
  t.regex(await kallithea('iis-install', ...ini, '--virtualdir=/'), /container.*is off/)
  const written = await readFile(path.join(program, 'web.config'), 'utf8')
  t.true(written.includes(path.join(path.dirname(program), 'kallithea-data/my.ini').replace('&', '&amp;')))

  const script = await readFile(path.join(program, 'install-iis.cmd'), 'utf8')
  t.regex(script, /icacls "[^"]*\/repositories" \/grant "IIS AppPool\\Kallithea:\(OI\)\(CI\)M"/)
  const iis = await startStandIn(t, { deployed: program })
  const browser = await openBrowser(t)
  await as(browser, 'CORP\\root', async page => {
    await signIn(page, iis.address)
    await switchOn(t, iis, page)
  })
  await signsOn(t, iis, 'alice')

  await kallithea('install-iis', '../kallithea-data/my.ini', '--root=/kallithea')
  t.regex(await readFile(path.join(program, 'install-iis.cmd'), 'utf8'), /add app .*\/path:\/kallithea /)
  await signsOn(t, await iis.addSite({ site: '/kallithea' }), 'bob')

  await kallithea('iis-install', ...ini, '--host', 'code.example.com', '--two-sites')
  const number = /CLIENT_SITE" value="(\d+)"/.exec(await readFile(path.join(program, 'web.config'), 'utf8'))?.[1]
  const clients = await iis.addSite({ instanceId: Number(number), authentication: 'mixed' })
  const asked = await clients.ask('/-/windows', { as: 'CORP\\alice' })
  t.regex(asked.headers.location ?? '', /_admin\/login/, 'Windows signs nobody on at the site for git and hg')

  async function signsOn(step: ExecutionContext, site: StandInSite, name: string): Promise<void> {
    await as(browser, `CORP\\${name}`, async page => {
      await page.goto(site.address)
      step.is(page.url(), site.address)
      step.true((await page.getByText(`CORP\\${name}`).count()) > 0)
    })
  }
})

/** In a folder whose name has blanks, what the zip holds. */
async function unpack(t: ExecutionContext): Promise<Record<'program' | 'server' | 'folder', string>> {
  const program = path.join(await makeFolder(t), "Bob's sites & more", 'kallithea')
  await mkdir(path.join(program, '../kallithea-data'), { recursive: true })
  await layOutVersion(shared().folder, program, ofTheSite)
  return { program, server: path.join(program, 'server.ts'), folder: program }
}
