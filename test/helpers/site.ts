import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ExecutionContext } from 'ava'
import { type Config, loadConfig } from '#config/config.ts'
import { closeDatabase, openDatabase } from '#db/database.ts'
import { createFirstRows } from '#db/first-rows.ts'
import { createDatabase } from '#db/migrate.ts'
import type { GroupRow } from '#db/repository-groups.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { UserRow } from '#db/users.ts'
import { closeSite, openSite, type Site } from '#domain/site.ts'
import type { Caller } from '#hosting/hosting.ts'
import { madeHandover } from './handover.ts'
import type { CommitDescription } from './repositories.ts'
import { cheapHash, fillSite, getGroup, getRepository, getUser } from './site-rows.ts'

/**
 * Everything may be left out: then there are `admin` (password `admin-secret`), the default user, and open anonymous
 * access.
 */
export interface SiteOptions {
  readonly users?: Readonly<Record<string, UserOptions>>
  readonly userGroups?: Readonly<Record<string, UserGroupOptions>>
  /** Repository groups; those above a repository or group are made by themselves. */
  readonly groups?: Readonly<Record<string, GroupOptions>>
  readonly repositories?: Readonly<Record<string, RepositoryOptions>>
  /** Open unless told. */
  readonly anonymous?: boolean
  /**
   * The container plugin is listed after the internal one and enabled, with the settings its form offers; or with
   * these beside.
   */
  readonly container?: boolean | Readonly<Record<string, string>>
  /** Rows of the settings. */
  readonly settings?: Readonly<Record<string, string>>
  /** Global permissions of the default user, in place of those of the same kind. */
  readonly globals?: readonly string[]
  /** Networks of the default user. */
  readonly addresses?: readonly string[]
  /** Further keys of `[app:main]`. */
  readonly ini?: Readonly<Record<string, string>>
  /** A clock that stands still. */
  readonly now?: Date
}

export interface UserOptions {
  /** `<name>-secret` unless told. */
  readonly password?: string
  readonly admin?: boolean
  readonly active?: boolean
  /** `internal` unless told. */
  readonly externType?: string | null
  readonly email?: string | null
  readonly globals?: readonly string[]
  readonly addresses?: readonly string[]
}

export interface UserGroupOptions {
  readonly members: readonly string[]
  readonly active?: boolean
  readonly globals?: readonly string[]
  /** Managed by this plugin; by people unless told. */
  readonly externType?: string
}

/** By user, or `@group`; `default` is everybody, who may read unless told, and null leaves no row. */
export type Grants = Readonly<Record<string, 'none' | 'read' | 'write' | 'admin' | null>>

export interface GroupOptions {
  /** `admin` unless told. */
  readonly owner?: string
  readonly grants?: Grants
}

export interface RepositoryOptions extends GroupOptions {
  /** git unless told. */
  readonly kind?: 'git' | 'hg'
  readonly private?: boolean
  /** Not allowed unless told. */
  readonly downloads?: boolean
  readonly description?: string
  /** The name of a repository before it. Histories that are described alike begin with the same commits. */
  readonly forkOf?: string
  /** Without, there is a row and nothing on disk; an empty list is an empty repository. */
  readonly commits?: readonly CommitDescription[]
}

export interface MadeSite {
  readonly site: Site
  /** A folder of this test alone: `my.ini`, the database, and `root` are in it. */
  readonly folder: string
  readonly root: string
  readonly ini: string
  /** Rows as they are now. */
  user(name: string): Promise<UserRow>
  repository(name: string): Promise<RepositoryRow>
  group(name: string): Promise<GroupRow>
  /** Ids of the commits that were described. */
  readonly commits: Readonly<Record<string, readonly string[]>>
}

/** A site of its own for one test: a folder, an SQLite database, and what is asked for. Gone when the test ends. */
export async function makeSite(t: Pick<ExecutionContext, 'teardown'>, options: SiteOptions = {}): Promise<MadeSite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kallithea-site-'))
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  const root = path.join(folder, 'repositories')
  const ini = path.join(folder, 'my.ini')
  await mkdir(root)
  await writeFile(ini, iniText(options.ini ?? {}))
  const { config } = loadConfig(ini, {})
  const now = options.now ?? new Date()
  await makeDatabase(config, { root, now, publicAccess: options.anonymous ?? true })
  const opened = await openSite(config)
  t.teardown(() => closeSite(opened))
  const site: Site = options.now ? { ...opened, now: () => now } : opened
  const { db } = site
  return {
    site,
    folder,
    root,
    ini,
    commits: await fillSite({ db, root, now }, options),
    user: name => getUser(db, name),
    repository: name => getRepository(db, name),
    group: name => getGroup(db, name),
  }
}

async function makeDatabase(
  { databaseUrl, databaseTimeout }: Config,
  { root, now, publicAccess }: { readonly root: string; readonly now: Date; readonly publicAccess: boolean },
): Promise<void> {
  const db = await openDatabase(databaseUrl, { timeout: databaseTimeout })
  const admin = { username: 'admin', passwordHash: cheapHash('admin-secret'), email: 'admin@example.com' }
  await createDatabase(db)
  await createFirstRows(db, { root, admin, publicAccess, now })
  await closeDatabase(db)
}

function iniText(more: Readonly<Record<string, string>>): string {
  const keys = {
    cache_dir: '%(here)s/data',
    index_dir: '%(here)s/data/index',
    'sqlalchemy.url': 'sqlite:///%(here)s/kallithea.db',
    'session.secret': 'secret',
    app_instance_uuid: 'instance',
    ...more,
  }
  const lines = Object.entries(keys).map(([key, value]) => `${key} = ${value}`)
  return ['[server:main]', 'host = 127.0.0.1', 'port = 5000', '', '[app:main]', ...lines, ''].join('\n')
}

/** What a host says of a request; of nobody in particular unless a name is given. */
export function iisCaller(user: string | null, environment: Readonly<Record<string, string>> = {}): Caller {
  const remoteUser: Readonly<Record<string, string>> =
    user === null ? {} : { REMOTE_USER: user, AUTH_TYPE: 'Negotiate' }
  return {
    user,
    authType: user === null ? null : 'Negotiate',
    forClients: false,
    address: '127.0.0.1',
    https: false,
    base: '',
    url: '/',
    trusted: true,
    environment: new Map(Object.entries({ REMOTE_ADDR: '127.0.0.1', ...remoteUser, ...environment })),
    isLocal: false,
    handover: madeHandover(user),
  }
}
