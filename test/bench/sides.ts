import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { follow } from '#db/followers.ts'
import { addJournal } from '#db/journal.ts'
import type { Kind } from '#vcs/repository.ts'
import { ticket } from '../helpers/iisnode/client.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { kinds } from '../helpers/repository-pages.ts'
import { makeSite, type MadeSite } from '../helpers/site.ts'
import { toolEnvironment } from '../helpers/tool-environment.ts'
import type { CgiProgram } from './cgi-server.ts'
import type { Corpus } from './corpus.ts'
import { requests, rowsOfLog, type Side, siteName } from './pages.ts'
import { processorTime, processorTimeBelow } from './processor-time.ts'
import { timeRequest } from './request.ts'

interface Teardown {
  teardown(run: () => unknown): void
}

export interface Sides {
  readonly ours: StandIn
  /** Where the repository of this kind begins. */
  readonly begin: Readonly<Record<Side, (kind: string) => string>>
  /** Milliseconds that processors were busy so far for this side; the web server in front is left out. */
  readonly processorTime: Readonly<Record<Side, () => number>>
  /** What a browser sends to ours: who it is, and its session. */
  readonly headers: Readonly<Record<string, string>>
  readonly site: MadeSite
  /** The address of a CGI program that does nothing. */
  readonly nothing: string
}

export const programs = { cgit: '/usr/lib/cgit/cgit.cgi', gitweb: '/usr/share/gitweb/gitweb.cgi' } as const

/** Everybody who is measured, on the same two repositories. */
export async function openSides(t: Teardown, corpus: Corpus): Promise<Sides> {
  const grants = { default: 'none', reader: 'read' } as const
  const site = await makeSite(t, {
    anonymous: false,
    container: true,
    users: { reader: { externType: 'container' } },
    repositories: {
      'bench/git': { kind: 'git', grants, downloads: true },
      'bench/hg': { kind: 'hg', grants, downloads: true },
    },
  })
  for (const kind of kinds) await addRows(site, corpus, kind)
  const root = path.join(site.root, 'bench')
  await mkdir(root)
  for (const kind of kinds) await cp(path.join(corpus.folder, kind), path.join(root, kind), { recursive: true })
  const cgi = await startCgi(t, site.folder, root)
  const hgweb = await startHgweb(t, path.join(root, 'hg'))
  const ours = await startStandIn(t, { ini: site.ini })
  return {
    ours,
    begin: {
      ours: beginOurs(ours),
      cgit: () => `${cgi.origin}/cgit/git`,
      gitweb: () => `${cgi.origin}/gitweb`,
      hgweb: () => hgweb.origin,
    },
    processorTime: {
      ours: () => processorTime(ours.processes().at(-1) ?? 0),
      cgit: () => processorTimeBelow(cgi.id),
      gitweb: () => processorTimeBelow(cgi.id),
      hgweb: () => processorTime(hgweb.id),
    },
    headers: await signOn(ours),
    site,
    nothing: `${cgi.origin}/nothing`,
  }
}

export function beginOurs({ origin }: StandIn): (kind: string) => string {
  return kind => (kind === siteName ? origin : `${origin}/bench/${kind}`)
}

/** A pull request, and pushes to be seen in the journal. */
async function addRows({ site: { db }, user, repository }: MadeSite, corpus: Corpus, kind: Kind): Promise<void> {
  const [reader, { id }] = [await user('reader'), await repository(`bench/${kind}`)]
  const when = new Date('2026-11-28T10:00:00Z')
  const { tags, between } = corpus
  const [ancestor = '', ...commits] = between[kind]
  const row = {
    pull_request_id: requests[kind],
    title: requests.title,
    description: 'To be read before it is released.',
    status: 'new',
    created_on: when,
    updated_on: when,
    user_id: reader.id,
    revisions: commits.toReversed().join(':'),
    org_repo_id: id,
    org_ref: `tag:${tags.newer}:${commits.at(-1)}`,
    other_repo_id: id,
    other_ref: `tag:${tags.older}:${ancestor}`,
  }
  await db.insertInto('pull_requests').values(row).execute()
  await follow(db, { userId: reader.id, repositoryId: id, when })
  for (const commit of commits) {
    const about = { user: reader, repository: { id, name: `bench/${kind}` }, address: '' }
    await addJournal(db, { ...about, action: `push:${commit}`, when })
  }
}

/** The same site again; whichever git or hg it starts is written to a list. */
export async function openCounted(
  t: Teardown,
  site: MadeSite,
): Promise<{ ours: StandIn; started: () => Promise<string[]> }> {
  const list = path.join(site.folder, 'started')
  const ini = path.join(site.folder, 'counted.ini')
  const paths: string[] = []
  await writeFile(list, '')
  for (const tool of ['git', 'hg']) {
    const wrapper = path.join(site.folder, tool)
    await writeFile(wrapper, `#!/bin/sh\necho "${tool} $*" >> '${list}'\nexec /usr/bin/${tool} "$@"\n`)
    await chmod(wrapper, 0o755)
    paths.push(`${tool}_path = ${wrapper}\n`)
  }
  await writeFile(ini, await readFile(site.ini, 'utf8'))
  await appendFile(ini, paths.join(''))
  const started = async () => (await readFile(list, 'utf8')).split('\n').filter(line => line !== '')
  return { ours: await startStandIn(t, { ini }), started }
}

/** One session for all requests, as a browser has it. */
export async function signOn({ address }: StandIn): Promise<Record<string, string>> {
  const Authorization = ticket('CORP\\reader')
  const response = await fetch(address, { headers: { Authorization } })
  await response.text()
  const cookie = response.headers.getSetCookie().map(line => line.replace(/;.*/, ''))
  return { Authorization, cookie: cookie.join('; ') }
}

interface Started {
  readonly origin: string
  readonly id: number
}

async function startCgi(t: Teardown, folder: string, root: string): Promise<Started> {
  const cgitrc = path.join(folder, 'cgitrc')
  const gitwebConf = path.join(folder, 'gitweb.conf')
  const settings = [
    'css=/cgit.css',
    'logo=/cgit.png',
    'enable-blame=1',
    'snapshots=tar.gz',
    'cache-size=0',
    `max-commit-count=${rowsOfLog}`,
  ]
  await writeFile(cgitrc, [...settings, 'repo.url=git', `repo.path=${path.join(root, 'git')}`, ''].join('\n'))
  await writeFile(
    gitwebConf,
    `$projectroot = '${root}';\n$feature{'blame'}{'default'} = [1];\n$feature{'snapshot'}{'default'} = ['tgz'];\n`,
  )
  const list: Record<string, CgiProgram> = {
    '/cgit': { program: programs.cgit, environment: { CGIT_CONFIG: cgitrc } },
    '/gitweb': { program: programs.gitweb, environment: { GITWEB_CONFIG: gitwebConf, LC_ALL: 'C.UTF-8' } },
    '/nothing': { program: '/bin/true', environment: {} },
  }
  const script = fileURLToPath(new URL('cgi-server.ts', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(list)], { stdio: ['ignore', 'pipe', 'ignore'] })
  endWith(t, child)
  return { origin: `http://127.0.0.1:${await firstLine(child)}`, id: child.pid ?? 0 }
}

async function startHgweb(t: Teardown, folder: string): Promise<Started> {
  const settings = [`web.maxshortchanges=${rowsOfLog}`, 'web.maxchanges=100', 'web.allow-archive=gz']
  const config = settings.flatMap(value => ['--config', value])
  const words = ['serve', '-R', folder, '--address', '127.0.0.1', '--port', '0', ...config]
  const child = spawn('hg', words, {
    env: { ...toolEnvironment(), PYTHONUNBUFFERED: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  endWith(t, child)
  const [, port = ''] = /:(\d+)\b/.exec(await firstLine(child)) ?? []
  const origin = `http://127.0.0.1:${port}`
  await timeRequest(`${origin}/summary`)
  return { origin, id: child.pid ?? 0 }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) return ''
  const [line] = await once(createInterface(child.stdout), 'line')
  return String(line)
}

/** With the run, also where that is cut off. */
function endWith(t: Teardown, child: ChildProcess): void {
  process.once('exit', () => child.kill('SIGKILL'))
  t.teardown(async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
}
