import { createHash } from 'node:crypto'
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { comparePackage } from '#cli/package-files.ts'
import { makeFolder } from '../helpers/folder.ts'

test('a folder is compared with the list of what was packed', async t => {
  const folder = await makeFolder(t)
  const names = ['server.ts', 'lib/web/page.ts', 'node_modules/@koa/app.js', 'docs/ä b.md']
  for (const name of names) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), name)
  }
  const sums = names.map(name => `${createHash('sha256').update(name).digest('hex')}  ${name}\n`)
  await writeFile(path.join(folder, 'SHA256SUMS'), sums.join(''))
  await writeFile(path.join(folder, 'web.config'), 'of the site')
  const whole = { count: 4, missing: [], changed: [], foreign: [] }
  t.deepEqual(await comparePackage(folder), whole)

  await appendFile(path.join(folder, 'docs/ä b.md'), '!')
  await rm(path.join(folder, 'lib/web/page.ts'))
  await writeFile(path.join(folder, 'lib/web/older.ts'), '')
  t.deepEqual(await comparePackage(folder), {
    count: 4,
    missing: ['lib/web/page.ts'],
    changed: ['docs/ä b.md'],
    foreign: ['lib/web/older.ts'],
  })
})

test('a folder without the list is told apart from one that differs', async t => {
  await t.throwsAsync(comparePackage(await makeFolder(t)), { message: /the list of files is not there/ })
})
