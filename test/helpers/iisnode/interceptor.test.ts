import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import test, { type ExecutionContext } from 'ava'
import { makeFolder } from '../folder.ts'

const interceptor = fileURLToPath(new URL('interceptor.ts', import.meta.url))

/** Runs a script under the interceptor, its log directory beside it; what is in there at the end, by name. */
async function run(t: ExecutionContext, source: string, more: NodeJS.ProcessEnv = {}, folder?: string) {
  const site = folder ?? (await makeFolder(t))
  await writeFile(path.join(site, 'server.mjs'), source)
  const environment = { IISNODE_LOGGINGENABLED: '1', IISNODE_logDirECTORY: 'logs', COMPUTERNAME: 'HOST', ...more }
  const child = spawn(process.execPath, [interceptor, path.join(site, 'server.mjs')], { env: environment })
  let direct = ''
  child.stdout.on('data', piece => (direct += piece))
  const [code] = await once(child, 'close')
  const logs = path.join(site, 'logs')
  const names = (await readdir(logs).catch(() => [])).toSorted()
  const files = new Map<string, string>()
  for (const name of names) files.set(name, await readFile(path.join(logs, name), 'utf8'))
  return { code, direct, files, said: [...files.values()].join('') }
}

test('what is printed goes into files of the log directory, and nobody is called back', async t => {
  const { code, direct, files, said } = await run(
    t,
    `import fs from 'node:fs'
    console.log(typeof process.stdout.write('a\\n', () => console.log('called back')))
    process.stdout.write(new Uint8Array([72, 105]))
    process.stderr.end('an error\\n')
    console.error(process.argv.length)
    fs.writeSync(1, 'past the log')`,
  )
  t.is(code, 0)
  t.is(direct, 'past the log')
  const [err = '', out = ''] = [...files.keys()].filter(name => name.endsWith('.txt'))
  t.regex(err, /^HOST-\d+-stderr-\d+\.txt$/)
  t.regex(out, /^HOST-\d+-stdout-\d+\.txt$/)
  t.is(files.get(out), 'a\r\nundefined\r\n72,105')
  t.is(files.get(err), 'an error\r\n2\r\n')
  t.is(files.get('index.html'), '')
  t.notRegex(said, /called back/)
})

test('without logging nothing is written anywhere', async t => {
  const { direct, files } = await run(t, "process.stdout.write('a\\n')", { IISNODE_LOGGINGENABLED: undefined })
  t.is(direct, 'a\n')
  t.is(files.size, 0)
})

test('an exception that nobody catches is told in the log, and ends the program', async t => {
  const { code, said } = await run(t, "setTimeout(() => { throw new Error('too bad') })")
  t.is(code, 1)
  t.regex(said, /^Application has thrown an uncaught exception and is terminated:\r\nError: too bad/)
})

test('too many files are purged from the oldest on, whosever they are', async t => {
  const folder = await makeFolder(t)
  await mkdir(path.join(folder, 'logs'))
  for (const [index, name] of ['mine.db', 'old.txt', 'newer.txt'].entries()) {
    await writeFile(path.join(folder, 'logs', name), 'x')
    await utimes(path.join(folder, 'logs', name), index + 1, index + 1)
  }
  const { files } = await run(t, "console.log('a')", { IISNODE_MAXLOGFILES: '1' }, folder)
  t.deepEqual(
    [...files.keys()].filter(name => !name.startsWith('HOST')),
    ['index.html', 'newer.txt'],
  )
})

test('a program whose log directory cannot be made ends before it begins', async t => {
  const folder = await makeFolder(t)
  await writeFile(path.join(folder, 'logs'), 'a file')
  const { code, direct } = await run(t, "console.log('begins')", {}, folder)
  t.not(code, 0)
  t.is(direct, '')
})
