import { cp, mkdir, readFile, symlink } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { openBrowser, withPage } from '../helpers/browser.ts'
import { command } from '../helpers/command-line.ts'
import { makeFolder } from '../helpers/folder.ts'
import { ticket } from '../helpers/iisnode/client.ts'
import { type StandInSite, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { project } from '../helpers/source.ts'
import { switchOnWindows } from '../helpers/windows-switch.ts'

test('from the files of the zip three commands make a site that IIS serves at / and at /kallithea', async t => {
  t.timeout(240_000)
  const { program, server, folder } = await unpack(t)
  const run = async (...words: readonly string[]) => {
    const ended = await command(t, { folder, server }, ...words)
    t.is(ended.code, 0, ended.stderr)
    return ended.stdout
  }
  await run('config-create', '../kallithea-data/my.ini')
  const admin = ['--user', 'admin', '--email', 'admin@example.com', '--password', 'admin-secret']
  const ini = ['-c', '../kallithea-data/my.ini']
  await run('db-create', ...ini, '--repos', path.join(program, '../repositories'), '--force-yes', ...admin)
  t.regex(await run('iis-install', ...ini, '--virtualdir=/'), /container.*is off/)
  const written = await readFile(path.join(program, 'web.config'), 'utf8')
  t.true(written.includes(path.join(path.dirname(program), 'kallithea-data/my.ini').replace('&', '&amp;')))

  const iis = await startStandIn(t, { deployed: program })
  const browser = await openBrowser(t)
  await withPage(browser, { headers: { Authorization: ticket('CORP\\root') } }, {}, page =>
    switchOnWindows(t, iis, page),
  )
  await signsOn(t, iis, 'alice')

  await run('install-iis', '../kallithea-data/my.ini', '--root=/kallithea')
  t.is(await readFile(path.join(program, 'web.config'), 'utf8'), written)
  t.regex(await readFile(path.join(program, 'install-iis.cmd'), 'utf8'), /add app .*\/path:\/kallithea /)
  await signsOn(t, await iis.addSite({ site: '/kallithea' }), 'bob')

  async function signsOn(step: ExecutionContext, site: StandInSite, name: string): Promise<void> {
    await withPage(browser, { headers: { Authorization: ticket(`CORP\\${name}`) } }, {}, async page => {
      await page.goto(site.address)
      step.is(page.url(), site.address)
      step.true((await page.getByText(`CORP\\${name}`).count()) > 0)
    })
  }
})

/** A folder whose name has blanks, with everything that is not written on the spot. */
async function unpack(t: ExecutionContext): Promise<Record<'program' | 'server' | 'folder', string>> {
  const program = path.join(await makeFolder(t), "Bob's sites & more", 'kallithea')
  await mkdir(path.join(program, '../kallithea-data'), { recursive: true })
  for (const name of ['lib', 'server.ts', 'package.json', 'web.config', 'iisnode.yml']) {
    await cp(path.join(project, name), path.join(program, name), { recursive: true })
  }
  await symlink(path.join(project, 'node_modules'), path.join(program, 'node_modules'))
  return { program, server: path.join(program, 'server.ts'), folder: program }
}
