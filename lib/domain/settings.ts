import { isOn } from '#auth/auth.ts'
import { findUi, listSettings } from '#db/settings.ts'
import { Problem } from '#std/problem.ts'
import type { Site } from './site.ts'

/**
 * What administrators set in the browser. Read at each request, so that a change is in force for every process at the
 * next one.
 */
export interface Settings {
  /** '' leaves the name of the product. */
  readonly title: string
  /** What Basic authentication calls this place. */
  readonly realm: string
  readonly showPublicIcon: boolean
  readonly showPrivateIcon: boolean
  readonly stylifyMetalabels: boolean
  /** Whether repositories have further fields. */
  readonly repositoryFields: boolean
  readonly showVersion: boolean
  readonly useGravatar: boolean
  readonly gravatarUrl: string
  readonly cloneUriTemplate: string
  readonly cloneSshTemplate: string
  /** How many rows a list of repositories has. */
  readonly dashboardItems: number
  readonly adminGridItems: number
  /** Modules as they are stored, in the order in which they are asked. */
  readonly authPlugins: readonly string[]
  readonly newRepositories: {
    readonly private: boolean
    readonly statistics: boolean
    readonly downloads: boolean
    readonly kind: 'git' | 'hg'
  }
  /** Any row as text; null where there is none. */
  row(name: string): string | null
}

export async function readSettings({ db, config }: Pick<Site, 'db' | 'config'>): Promise<Settings> {
  const rows = await listSettings(db)
  const text = (name: string, initial: string) => rows.get(name)?.value ?? config.fallbackSettings.get(name) ?? initial
  const bool = (name: string, initial: boolean) => isOn(text(name, String(initial)))
  return {
    title: text('title', ''),
    realm: text('realm', 'Kallithea'),
    showPublicIcon: bool('show_public_icon', true),
    showPrivateIcon: bool('show_private_icon', true),
    stylifyMetalabels: bool('stylify_metalabels', false),
    repositoryFields: bool('repository_fields', false),
    showVersion: bool('show_version', true),
    useGravatar: bool('use_gravatar', true),
    gravatarUrl: text('gravatar_url', 'https://secure.gravatar.com/avatar/{md5email}?d=identicon&s={size}'),
    cloneUriTemplate: text('clone_uri_tmpl', '{scheme}://{user}@{netloc}/{repo}'),
    cloneSshTemplate: text('clone_ssh_tmpl', 'ssh://{system_user}@{hostname}/{repo}'),
    dashboardItems: wholeNumber(text('dashboard_items', ''), 100),
    adminGridItems: wholeNumber(text('admin_grid_items', ''), 25),
    authPlugins: commaList(text('auth_plugins', '')),
    newRepositories: {
      private: bool('default_repo_private', false),
      statistics: bool('default_repo_enable_statistics', false),
      downloads: bool('default_repo_enable_downloads', false),
      kind: text('default_repo_type', 'hg') === 'git' ? 'git' : 'hg',
    },
    row: name => rows.get(name)?.value ?? null,
  }
}

/** The folder that all repositories lie below. */
export async function repositoriesRoot({ db }: Pick<Site, 'db'>): Promise<string> {
  const row = await findUi(db, 'paths', '/')
  if (!row?.value) throw new Problem('unavailable', 'the database does not say where the repositories are')
  return row.value
}

function wholeNumber(text: string, initial: number): number {
  return /^\s*\d{1,6}\s*$/.test(text) && Number(text) > 0 ? Number(text) : initial
}

function commaList(text: string): readonly string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
}
