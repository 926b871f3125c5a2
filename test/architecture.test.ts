import { createRequire } from 'node:module'
import test from 'ava'
import { project, readSource, readSources, type Source } from './helpers/source.ts'
import {
  brokenPrivacy,
  circles,
  forbiddenLooks,
  hiddenLoads,
  type InnerFolders,
  pagesThatKnowPages,
  pastTheDoor,
  type Rooms,
  roomsThatPointUp,
  strayForeigners,
  undeclaredPackages,
  unknownInnerFolders,
  unlistedPages,
  unlistedRooms,
  unmarkedSteps,
} from './rules/architecture.ts'

/** The house, from the roof down. lib/README.md prints this table; lib/decisions/001-rooms.md says why. */
const rooms: Rooms = {
  cli: { may: ['app', 'jobs', 'domain', 'db', 'hosting', 'config', 'trace', 'std'], doors: ['cli.ts'] },
  app: { may: ['web', 'api', 'protocol', 'domain', 'trace', 'std'], types: ['hosting'] },
  web: {
    may: ['domain', 'markup', 'i18n', 'trace', 'std'],
    types: ['db', 'vcs', 'config', 'hosting'],
    also: ['vcs/path.ts', 'vcs/text.ts'],
    doors: ['web.ts'],
  },
  api: { may: ['domain', 'trace', 'std'], types: ['db', 'vcs', 'hosting'], doors: ['api.ts'] },
  protocol: { may: ['domain', 'trace', 'std'], types: ['db', 'vcs', 'hosting'], doors: ['protocol.ts'] },
  jobs: { may: ['domain', 'trace', 'std'], types: ['db'], doors: ['jobs.ts'] },
  domain: {
    may: ['vcs', 'auth', 'db', 'search', 'mail', 'config', 'i18n', 'trace', 'std'],
    types: ['hosting'],
  },
  vcs: { may: ['trace', 'std'] },
  auth: { may: ['trace', 'std'], types: ['db', 'config'], doors: ['auth.ts', 'password.ts'] },
  db: { may: ['trace', 'std'] },
  search: { may: ['trace', 'std'], doors: ['search.ts'] },
  mail: { may: ['trace', 'std'], doors: ['mail.ts', 'message.ts'] },
  hosting: { may: ['trace', 'std'], types: ['config'], doors: ['hosting.ts'] },
  markup: { may: ['std'] },
  config: { may: ['std'] },
  i18n: { may: ['std'] },
  trace: { may: ['std'] },
  std: {},
}

/** A folder inside a room, and who in the room knows it. */
const innerFolders: InnerFolders = {
  'auth/plugins': ['auth/auth.ts'],
  'cli/commands': ['cli/cli.ts'],
  'cli/iis': ['cli/commands'],
  'db/engine': ['db/database.ts'],
  'db/migrations': ['db/migrate.ts'],
  'db/tables': ['db/schema.ts'],
  'domain/doctor': ['domain/doctor.ts'],
  'markup/rst': ['markup/rst.ts'],
  'vcs/git': ['vcs/open.ts'],
  'vcs/git/store': ['vcs/git'],
  'vcs/hg': ['vcs/open.ts'],
  'vcs/hg/store': ['vcs/hg'],
  'web/middleware': ['web/web.ts', 'web/router.ts', 'web/answer.ts', 'web/errors.ts', 'web/lock.ts'],
  'web/pages': ['web/router.ts'],
  'web/pages/account': ['web/router.ts'],
  'web/pages/admin': ['web/router.ts'],
  'web/pages/repository': ['web/router.ts'],
  'web/ui': [
    'web/pages',
    'web/pages/account',
    'web/pages/admin',
    'web/pages/repository',
    'web/middleware',
    'web/commit-range.ts',
    'web/commits.ts',
    'web/comparison.ts',
    'web/request-reading.ts',
    'web/account-place.ts',
    'web/email-editing.ts',
    'web/key-editing.ts',
    'web/ssh-key-editing.ts',
    'web/errors.ts',
    'web/folder-reading.ts',
  ],
}

/** Who knows which foreign thing. */
const homes = {
  'node:child_process': ['vcs/worker.ts', 'cli/iis/run.ts', 'domain/doctor/registry.ts'],
  execa: ['vcs/worker.ts'],
  'node:worker_threads': [
    'auth/password.ts',
    'auth/password-worker.ts',
    'markup/thread.ts',
    'markup/worker.ts',
    'vcs/bzip2.ts',
    'vcs/bzip2-worker.ts',
    'vcs/thread.ts',
    'vcs/worker.ts',
  ],
  'node:cluster': [],
  'node:vm': [],
  'node:http': ['app.ts', 'hosting', 'cli/address-asking.ts'],
  'node:https': ['cli/address-asking.ts'],
  'node:net': ['hosting', 'domain/ip-rules.ts', 'domain/allowed-addresses.ts', 'domain/doctor'],
  'node:sqlite': ['db/engine'],
  kysely: ['db'],
  koa: ['app.ts', 'web'],
  'koa-router': ['web/router.ts'],
  'koa-session': ['web/middleware/session.ts'],
  commander: ['cli'],
  ini: ['config'],
  bcryptjs: ['auth'],
  'highlight.js': ['markup'],
  'markdown-it': ['markup'],
  'sanitize-html': ['markup'],
  debug: ['trace'],
} as const

const lib = readSources('lib')
const code = [...lib, ...readSources('test')]
const { dependencies, devDependencies }: Packages = JSON.parse(readSource('package.json').text)

interface Packages {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

test('the code was found', t => {
  t.true(lib.length > 150)
  t.true(code.length > 250)
  t.true(lib.every(({ text }) => text.length > 0))
})

test('every room is in the table', t => {
  t.deepEqual(unlistedRooms(lib, rooms), [])
  t.deepEqual(unlistedRooms([file('lib/utils/strings.ts')], rooms), ['utils'])
})

test('the table points only down', t => {
  t.deepEqual(roomsThatPointUp(rooms), [])
  t.deepEqual(roomsThatPointUp({ web: { may: ['db'] }, db: { types: ['web'] } }), ['db → web'])
})

test('a room looks only where the table says', t => {
  t.deepEqual(forbiddenLooks(lib, rooms), [])
  const looks = (from: string, line: string) => forbiddenLooks([file(from, `${line}\n`)], rooms).length
  t.is(looks('lib/web/page.ts', "import { insertUser } from '#db/users.ts'"), 1)
  t.is(looks('lib/web/page.ts', "import { type UserRow } from '#db/users.ts'"), 1, 'only `import type` leaves nothing')
  t.is(looks('lib/web/page.ts', "import type { UserRow } from '#db/users.ts'"), 0)
  t.is(looks('lib/web/page.ts', "const { openVcs } = await import('#vcs/open.ts')"), 1)
  t.is(looks('lib/web/page.ts', "import { openVcs } from '#vcs/open.ts'"), 1)
  t.is(looks('lib/db/users.ts', "export type { Visit } from '#web/visit.ts'"), 1)
  t.is(looks('lib/db/users.ts', "new Worker(new URL('../vcs/worker.ts', import.meta.url))"), 1)
})

test('a room is entered by its doors', t => {
  t.deepEqual(pastTheDoor(lib, rooms), [])
  const enters = (written: string) =>
    pastTheDoor([file('lib/app.ts', `import { a } from '${written}'\n`)], rooms).length
  t.is(enters('#web/router.ts'), 1)
  t.is(enters('#web/web.ts'), 0)
  t.is(enters('#vcs/git/log.ts'), 1)
  t.is(enters('#vcs/path.ts'), 0)
})

test('a step across a wall is written with #', t => {
  t.deepEqual(unmarkedSteps(lib), [])
  t.is(unmarkedSteps([file('lib/web/page.ts', "import { a } from '../std/mime.ts'\n")]).length, 1)
  t.is(unmarkedSteps([file('lib/web/page.ts', "import { a } from '#web/route.ts'\n")]).length, 1)
})

test('the folders inside a room are private', t => {
  t.deepEqual(unknownInnerFolders(lib, innerFolders), [])
  t.deepEqual(unknownInnerFolders([file('lib/web/views/a.ts')], innerFolders), ['web/views'])
  t.deepEqual(brokenPrivacy(lib, innerFolders), [])
  const looks = (from: string, written: string) =>
    brokenPrivacy([file(from, `import { a } from '${written}'\n`)], innerFolders).length
  t.is(looks('lib/vcs/git/log.ts', '../hg/log.ts'), 1)
  t.is(looks('lib/vcs/git/log.ts', './store/tree.ts'), 0)
  t.is(looks('lib/vcs/open.ts', './git/store/tree.ts'), 1)
  t.is(looks('lib/db/users.ts', './engine/sqlite.ts'), 1)
  t.is(looks('lib/web/ui/field.ts', '../pages/home.ts'), 1)
})

test('pages know no pages', t => {
  t.deepEqual(pagesThatKnowPages(lib), [])
  t.is(pagesThatKnowPages([file('lib/web/pages/home.ts', "import { group } from './group.ts'\n")]).length, 1)
})

test('every page is in the table of contents', t => {
  t.deepEqual(unlistedPages(lib), [])
  const router =
    "import * as home from './pages/home.ts'\nimport * as gist from './pages/gist.ts'\nconst contents = [home]"
  const pages = ['home', 'gist', 'journal'].map(name => file(`lib/web/pages/${name}.ts`))
  t.deepEqual(unlistedPages([file('lib/web/router.ts', router), ...pages]), [
    'lib/web/pages/gist.ts',
    'lib/web/pages/journal.ts',
  ])
})

test('no files know each other in a circle, not even by their types', t => {
  t.deepEqual(circles(lib), [])
  const a = file('lib/web/a.ts', "import { b } from './b.ts'\n")
  const b = file('lib/web/b.ts', "import type { a } from './a.ts'\n")
  t.deepEqual(circles([a, b]), ['lib/web/a.ts → lib/web/b.ts → lib/web/a.ts'])
})

test('a foreign thing is known in one place', t => {
  t.deepEqual(strayForeigners(lib, homes), [])
  const run = file('lib/domain/pushes.ts', "import { spawn } from 'node:child_process'\n")
  t.is(strayForeigners([run], homes).length, 1)
})

test('every package that is imported is named in package.json', t => {
  const all = Object.keys({ ...dependencies, ...devDependencies })
  t.deepEqual(undeclaredPackages(lib, Object.keys(dependencies)), [])
  t.deepEqual(undeclaredPackages(code, all), [])
  t.is(undeclaredPackages([file('lib/std/a.ts', "import { parse } from 'acorn'\n")], all).length, 1)
})

test('nothing is loaded where the import lines do not show it', t => {
  t.deepEqual(hiddenLoads(lib), [])
  t.is(hiddenLoads([file('lib/web/a.ts', 'const page = await import(name)\n')]).length, 1)
  t.is(hiddenLoads([file('lib/web/a.ts', "const page = await import('./b.ts')\n")]).length, 1)
})

test('iisnode can require the whole product: no module awaits at top level', t => {
  t.notThrows(() => createRequire(import.meta.url)(`${project}lib/cli/cli.ts`))
})

function file(path: string, text = ''): Source {
  return { path, text }
}
