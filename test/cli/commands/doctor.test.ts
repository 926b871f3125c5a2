import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { command } from '../../helpers/command-line.ts'
import { makeSoundSite } from '../../helpers/doctor-site.ts'

test('doctor ends with 0 where nothing is wrong, with 1 where something is, and speaks JSON to scripts', async t => {
  const { folder, ini } = await makeSoundSite(t)
  const well = await command(t, { folder }, 'doctor', '-c', ini, '--folder', folder)
  t.is(well.code, 0, well.stdout + well.stderr)
  t.regex(well.stdout, /^ok {4}git: \d.*\n(?:.*\n)*0 wrong, 0 to look at, \d+ all right\.\n$/m)
  await writeFile(path.join(folder, 'iisnode.yml'), 'loggingEnabled: on\n')
  const environment = { IISNODE_flushResponse: 'false' }
  const ill = await command(t, { folder, environment }, 'doctor', '-c', ini, '--folder', folder)
  t.is(ill.code, 1)
  t.regex(ill.stdout, /^WRONG iisnode\.yml: .*\n {6}where: .*iisnode\.yml line 1\n {6}do: {4}loggingEnabled: true/m)
  t.regex(ill.stdout, /^care {2}environment: IISNODE_flushResponse/m)
  const told = await command(t, { folder, environment }, 'doctor', '-c', ini, '--folder', folder, '--json')
  t.is(told.code, 1)
  const findings: readonly { check: string; tone: string }[] = JSON.parse(told.stdout)
  t.deepEqual(
    findings.filter(({ tone }) => tone !== 'ok').map(({ check, tone }) => `${check} ${tone}`),
    ['environment warn', 'iisnode.yml bad'],
  )
  await writeFile(path.join(folder, 'iisnode.yml'), 'loggingEnabled: true\n')
  t.is((await command(t, { folder, environment }, 'doctor', '-c', ini, '--folder', folder)).code, 0)
})
