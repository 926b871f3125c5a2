import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import { isProblem } from '#std/problem.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { combinations, writeForWindows } from '../../helpers/iis-machine/written.ts'
import { parseSiteConfig } from '../../helpers/iisnode/web-config.ts'
import { project } from '../../helpers/source.ts'

const fixtures = path.join(project, 'test/fixtures/iis')
const xmllint = promisify(execFile)

/* After a change that is meant: RENEW=1 ava test/cli/commands/iis-install.test.ts, then look at the difference. */
for (const { name, given } of combinations) {
  test(`${name}: the files are what they were`, async t => {
    const { files, output } = await writeForWindows(t, given)
    const { 'restart.txt': restart, ...kept } = files
    t.truthy(restart)
    const text = await Promise.all(
      Object.entries(kept).map(async ([file, content]) => `==== ${file}\n${await unlessShipped(file, content)}`),
    )
    const golden = path.join(fixtures, `${name}.txt`)
    if (process.env.RENEW) await writeFile(golden, text.join(''))
    t.is(text.join(''), await readFile(golden, 'utf8'))
    await t.notThrowsAsync(xmllint('xmllint', ['--noout', path.join(output, 'web.config')]))
    t.notThrows(() => parseSiteConfig(files['web.config'] ?? '', files['iisnode.yml'] ?? null))
  })
}

async function unlessShipped(name: string, text: string): Promise<string> {
  const shipped = await readFile(path.join(project, name), 'utf8').catch(() => null)
  return text === shipped ? 'as in the zip\n' : text
}

test('web.config and iisnode.yml of the zip are those of a site of its own in the usual places', async t => {
  const { files } = await writeForWindows(t, { host: 'code.example.com' })
  for (const name of ['web.config', 'iisnode.yml'])
    t.is(await readFile(path.join(project, name), 'utf8'), files[name] ?? '')
})

test('all of them are ASCII with the ends of lines of Windows', async t => {
  const { output, files } = await writeForWindows(t, { twoSites: true, host: 'code.example.com' })
  for (const name of Object.keys(files)) {
    const text = await readFile(path.join(output, name), 'latin1')
    t.regex(text, /^(?:[\x20-\x7e]*\r\n)+$/, name)
  }
})

test('a second run writes nothing and says so', async t => {
  const first = await writeForWindows(t)
  const before = await stat(path.join(first.output, 'restart.txt'))
  const second = await writeForWindows(t, {}, first.output)
  t.true(second.said.includes('Everything is as it should be; nothing was written.'))
  t.false(second.said.some(line => line.startsWith('Writing')))
  t.is((await stat(path.join(first.output, 'restart.txt'))).mtimeMs, before.mtimeMs)
})

test('applications below the root of a site that was there inherit nothing', async t => {
  const { files } = await writeForWindows(t)
  t.regex(files['web.config'] ?? '', /<location path="\." inheritInChildApplications="false">\s+<system\.webServer>/)
})

test('another wish rewrites what iis-install itself wrote, with any ends of lines', async t => {
  const { output, files } = await writeForWindows(t)
  await writeFile(path.join(output, 'web.config'), files['web.config'] ?? '')
  const second = await writeForWindows(t, { data: 'D:\\data' }, output)
  t.regex(second.files['web.config'] ?? '', /value="D:\\data\\compile-cache"/)
  t.deepEqual(Object.keys(second.files), Object.keys(files))
})

test('a web.config that was changed by hand stays, with ours beside it and the difference told', async t => {
  const { output, files } = await writeForWindows(t)
  const mine = (files['web.config'] ?? '').replace('maxQueryString="16384"', 'maxQueryString="9999"')
  await writeFile(path.join(output, 'web.config'), mine)
  t.is(await refusal(writeForWindows(t, { data: 'D:\\data' }, output)), 'conflict')
  t.is(await readFile(path.join(output, 'web.config'), 'utf8'), mine)
  t.regex(await readFile(path.join(output, 'web.config.new'), 'utf8'), /maxQueryString="16384"/)
  t.regex(await readFile(path.join(output, 'iisnode.yml'), 'utf8'), /logDirectory: D:\\data\\iisnode-logs\r\n/)
})

test('paths are escaped in XML, and those that a reader would take for something else are refused', async t => {
  const { files } = await writeForWindows(t, { data: "C:\\R&D <it's>".replace(/[<>]/g, '') })
  t.regex(files['web.config'] ?? '', /value="C:\\R&amp;D it's\\compile-cache"/)
  for (const data of ['C:\\C#', 'C:\\100%', 'C:\\a"b', 'C:\\Bücher', 'C:\\a\tb', 'D:\\', 'relative']) {
    t.is(await refusal(writeForWindows(t, { data })), 'invalid', data)
  }
})

test('what cannot be is refused before anything is written', async t => {
  const wrong: readonly Readonly<Record<string, string | true>>[] = [
    { site: 'a & b' },
    { pool: 'DefaultAppPool' },
    { auth: 'kerberos' },
    { host: 'a b' },
    { host: 'a:70000' },
    { virtualdir: '/a b' },
    { virtualdir: '/kallithea', host: 'code.example.com' },
    { twoSites: true },
    { twoSites: true, host: 'code.example.com', clientId: '0' },
  ]
  const output = await makeFolder(t)
  for (const given of wrong) {
    t.is(await refusal(writeForWindows(t, given, output)), 'invalid', JSON.stringify(given))
    await t.throwsAsync(stat(path.join(output, 'web.config')))
  }
})

/** The kind of the Problem it ended with. */
async function refusal(writing: Promise<unknown>): Promise<string> {
  return await writing.then(
    () => 'nothing',
    (error: unknown) => (isProblem(error) ? error.kind : String(error)),
  )
}
