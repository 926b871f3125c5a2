import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { addressTrials } from '#domain/address-trials.ts'
import { command } from '../../helpers/command-line.ts'
import { makeSoundSite } from '../../helpers/doctor-site.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { startStandIn } from '../../helpers/iisnode/stand-in.ts'
import { makeSite } from '../../helpers/site.ts'
import { project } from '../../helpers/source.ts'

test('doctor ends with 0 where nothing is wrong, with 1 where something is, and speaks JSON to scripts', async t => {
  const { folder, ini } = await makeSoundSite(t)
  const program = await makeFolder(t)
  for (const name of ['web.config', 'iisnode.yml'])
    await writeFile(path.join(program, name), await readFile(path.join(project, name)))
  const environment = { IISNODE_flushResponse: 'false' }
  const words = ['doctor', '-c', ini, '--folder', program]
  const well = await command(t, { folder, environment }, ...words)
  t.is(well.code, 0, well.stdout + well.stderr)
  t.regex(well.stdout, /^ok {4}git: \d/m)
  t.regex(well.stdout, /^care {2}environment: IISNODE_flushResponse .*\n {6}where: environment .*\n {6}do: {4}remove/m)
  t.regex(well.stdout, /^0 wrong, 1 to look at, \d+ all right\.\n$/m)
  const yml = '\ufeffloggingEnabled: on\nmaxLogFiles:\t20\nlogdirectory: C:\\büro\nlogDirectory: C:\\c#\\logs\n---\n'
  await writeFile(path.join(program, 'iisnode.yml'), yml)
  const ill = await command(t, { folder, environment }, ...words)
  t.is(ill.code, 1)
  for (const what of [
    /^WRONG iisnode\.yml: it begins with a mark/m,
    /^WRONG iisnode\.yml: .*loggingEnabled cannot be "on".*500\.1000/m,
    /^WRONG iisnode\.yml: it has tabs/m,
    /^WRONG iisnode\.yml: it has letters beyond ASCII/m,
    /^WRONG iisnode\.yml: line 4: a number sign in a value/m,
    /^WRONG iisnode\.yml: line 5: no colon/m,
    /^care {2}iisnode\.yml: line 3: logdirectory is no setting/m,
  ]) {
    t.regex(ill.stdout, what)
  }
  await rm(path.join(program, 'web.config'))
  const told = await command(t, { folder }, ...words, '--json')
  t.is(told.code, 1)
  const findings: readonly { check: string; tone: string }[] = JSON.parse(told.stdout)
  t.deepEqual(
    findings.filter(({ tone }) => tone !== 'ok').map(({ check, tone }) => `${check} ${tone}`),
    ['web.config bad'],
  )
})

test('doctor --url tries the nasty addresses through IIS, and names the setting that breaks one', async t => {
  const { ini } = await makeSite(t)
  const iis = await startStandIn(t, { ini, site: '/kallithea', authentication: 'anonymous' })
  const folder = await makeFolder(t)
  const well = await command(t, { folder }, 'doctor', '--url', iis.address)
  t.is(well.code, 0, well.stdout)
  t.regex(well.stdout, new RegExp(`^0 wrong, 0 to look at, ${addressTrials.length} all right`, 'm'))
  await iis.change('web.config', text => text.replace('allowDoubleEscaping="true"', 'allowDoubleEscaping="false"'))
  const ill = await command(t, { folder }, 'doctor', '--url', iis.address.replace(/\/$/, ''), '--json')
  t.is(ill.code, 1)
  const findings: readonly { tone: string; what: string; todo: string }[] = JSON.parse(ill.stdout)
  const wrong = findings.filter(({ tone }) => tone === 'bad')
  t.deepEqual(
    wrong.map(({ what }) => what.split(':')[0]),
    ['a%2520b', 'a+b', 'a%2Bb'],
  )
  t.true(
    wrong.every(
      ({ todo }) => todo === 'allowDoubleEscaping: web.config, security/requestFiltering: allowDoubleEscaping="true"',
    ),
  )
  const nowhere = await command(t, { folder }, 'doctor', '--url', 'http://127.0.0.1:1/')
  t.is(nowhere.code, 6)
  t.regex(nowhere.stderr, /nobody answers at this address \(.*ECONNREFUSED/)
  t.is((await command(t, { folder }, 'doctor', '--url', 'code.example.com')).code, 2)
})
