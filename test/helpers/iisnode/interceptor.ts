import { appendFileSync, mkdirSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/*
 * What iisnode starts instead of the script: takes itself out of argv, sends stdout and stderr to numbered files when
 * logging is on, then requires the script. As there, write() answers nothing and never calls back.
 */

const { env, argv } = process
const script = argv[2] ?? ''
argv.splice(1, 1)
if (env.IISNODE_LOGGINGENABLED === '1') startLogging()
endWithParent(process.ppid)
createRequire(script)(script)

/** iisnode's processes belong to a job that ends with w3wp.exe: here that is the test run. */
function endWithParent(parent: number): void {
  if (process.platform === 'win32') return // there processes have no groups, and whoever tests there ends them all
  const look = () => process.ppid === parent || process.kill(-process.pid, 'SIGKILL')
  setInterval(look, 1000).unref()
}

function startLogging(): void {
  const folder = resolve(dirname(script), env.IISNODE_logDirECTORY ?? 'iisnode')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.html'), '')
  take(process.stdout, 'stdout', folder)
  take(process.stderr, 'stderr', folder)
  process.on('uncaughtException', error => {
    if (process.listenerCount('uncaughtException') > 1) return
    console.error(`Application has thrown an uncaught exception and is terminated:\n${error.stack ?? error}`)
    process.exit(1)
  })
}

function take(stream: NodeJS.WriteStream, kind: string, folder: string): void {
  let file = ''
  let size = Infinity
  const log = (data: unknown, encoding?: unknown): void => {
    if (data === undefined || data === null) return
    const text = Buffer.isBuffer(data) ? data.toString() : String(data).replaceAll('\n', '\r\n')
    if (size > 1024 * Number(env.IISNODE_MAXLOGFILESIZEINKB ?? 128)) {
      file = join(folder, `${env.COMPUTERNAME}-${process.pid}-${kind}-${Date.now()}.txt`)
      size = 0
      purge(folder)
    }
    size += text.length
    appendFileSync(file, text, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8')
  }
  Object.assign(stream, { write: log, end: log })
}

/** Deletes the oldest of whatever stands there beside index.html, ours or not. */
function purge(folder: string): void {
  const files = readdirSync(folder)
    .filter(name => name !== 'index.html')
    .map(name => ({ path: join(folder, name), stat: statSync(join(folder, name)) }))
    .toSorted((left, right) => left.stat.mtimeMs - right.stat.mtimeMs)
  let total = files.reduce((sum, { stat }) => sum + stat.size, 0)
  let count = files.length
  for (const { path, stat } of files) {
    const isRoom = count <= Number(env.IISNODE_MAXLOGFILES ?? 20)
    if (isRoom && total <= 1024 * Number(env.IISNODE_MAXTOTALLOGFILESIZEINKB ?? 1024)) return
    unlinkSync(path)
    total -= stat.size
    count--
  }
}
