import path from 'node:path'
import {
  bool,
  choice,
  list,
  optionalText,
  optionalWhole,
  readBool,
  requiredText,
  type Setting,
  special,
  text,
  whole,
  words,
} from './setting.ts'

const server = 'server:main' as const

/** Paths are relative to where the server was started, unless they begin with `%(here)s`. */
function folder(described: Setting<string>): Setting<string> {
  return { ...described, read: value => path.resolve(described.read(value)) }
}

/** Everything that the ini file says, by its name in Config. Reading, types and a new ini file follow from here. */
export const settings = {
  host: text('host', {
    section: server,
    initial: '127.0.0.1',
    written: '127.0.0.1',
    about: 'The address to listen on when IIS does not start this server.',
  }),
  port: whole('port', {
    section: server,
    initial: 5000,
    written: '5000',
    most: 65535,
    about: 'The port to listen on when IIS does not start this server.',
  }),
  trustedProxy: optionalText('trusted_proxy', {
    section: server,
    example: '127.0.0.1',
    about: 'The one address of a reverse proxy that is believed when it names the user, the address and the scheme.',
  }),
  cacheDir: folder(
    requiredText('cache_dir', {
      written: '%(here)s/data',
      about: 'Where this server keeps what it can make again.',
    }),
  ),
  indexDir: folder(requiredText('index_dir', { written: '%(here)s/data/index', about: 'Where the search index is.' })),
  archiveCacheDir: special<string | null>(
    'archive_cache_dir',
    { initial: null, written: '%(here)s/data/tarballcache', about: 'Where downloads are kept; nothing keeps none.' },
    value => (value === '' ? null : path.resolve(value)),
  ),
  appInstanceUuid: text('app_instance_uuid', {
    initial: '',
    about: 'A secret of this site, in what it sends to people who forgot their password.',
  }),
  databaseUrl: requiredText('sqlalchemy.url', {
    written: 'sqlite:///%(here)s/kallithea.db?timeout=60',
    about: 'The database. timeout is how many seconds to wait while another process writes.',
  }),
  ignoreAlembicRevision: special<boolean>(
    'ignore_alembic_revision',
    { initial: false, example: 'true', about: 'Open a database of another revision, at your own risk.' },
    readBoolish,
  ),
  cutOffLimit: optionalWhole('cut_off_limit', {
    written: '256000',
    about: 'Diffs and files of more bytes are not shown in pages; nothing shows them all.',
  }),
  commitParseLimit: whole('commit_parse_limit', {
    initial: 25,
    written: '25',
    about: 'How many commits are counted in one go for the statistics.',
  }),
  defaultEncoding: list('default_encoding', {
    initial: ['utf-8'],
    written: 'utf-8',
    about: 'The encodings of files that are no UTF-8, tried in this order.',
  }),
  hgEncoding: text('hgencoding', {
    initial: 'utf-8',
    written: 'utf-8',
    about: 'The encoding that Mercurial has for names.',
  }),
  gitPath: text('git_path', { initial: 'git', written: 'git', about: 'The program git: its path, or its name.' }),
  hgPath: text('hg_path', { initial: 'hg', written: 'hg', about: 'The program hg: its path, or its name.' }),
  gitRevFilter: text('git_rev_filter', {
    initial: '--all',
    example: '--branches --tags',
    about: 'Which commits of a git repository are listed.',
  }),
  showShaLength: whole('show_sha_length', {
    initial: 12,
    written: '12',
    least: 1,
    most: 40,
    about: 'How many letters of the id of a commit are shown.',
  }),
  showRevisionNumber: bool('show_revision_number', {
    initial: false,
    written: 'false',
    about: 'Show r<number>: before the id of a commit.',
  }),
  languageFromBrowser: bool('i18n.enabled', {
    initial: true,
    example: 'false',
    about: 'Pages are in the language that the browser asks for.',
  }),
  language: special<string | null>(
    'i18n.lang',
    { initial: null, example: 'en', about: 'The language of pages where the browser names none that we have.' },
    value => value || null,
  ),
  canonicalUrl: optionalText('canonical_url', {
    example: 'https://kallithea.example.com/prefix',
    about: 'The address of this site in mails, feeds and clone addresses; nothing takes that of the request.',
  }),
  clientUrl: special<string | null>(
    'client_url',
    {
      initial: null,
      example: 'https://git.example.com',
      about: 'Where git and hg reach this server without Windows sign-on: pages offer this address beside their own.',
    },
    readClientUrl,
  ),
  clientSite: optionalWhole('client_site', {
    example: '540656',
    about: 'The number in IIS of the site for git and hg; who comes through it is never signed on by Windows.',
  }),
  remoteAddrVariable: text('remote_addr_variable', {
    initial: 'REMOTE_ADDR',
    example: 'HTTP_X_FORWARDED_FOR',
    about: 'The WSGI variable with the address of the client.',
  }),
  urlSchemeVariable: optionalText('url_scheme_variable', {
    example: 'HTTP_X_FORWARDED_PROTO',
    about: 'The WSGI variable that says http or https.',
  }),
  forceHttps: bool('force_https', { initial: false, example: 'true', about: 'All addresses begin with https.' }),
  useHtsts: bool('use_htsts', { initial: false, example: 'true', about: 'Tell browsers to come by https only.' }),
  authReturnCode: choice('auth_ret_code', ['', '401', '403'], {
    initial: '',
    written: '',
    about: 'The status of an answer that asks git or hg for a password; nothing is 401.',
  }),
  gistAliasUrl: optionalText('gist_alias_url', {
    written: '',
    about: 'The address of a public gist, with {gistid}; nothing takes its usual one.',
  }),
  bugtracker: special<string | null>(
    'bugtracker',
    {
      initial: 'https://bitbucket.org/conservancy/kallithea/issues',
      example: 'https://issues.example.com/',
      about: 'Where people turn to for help; an empty value shows no link.',
    },
    value => value || null,
  ),
  rssCutOffLimit: whole('rss_cut_off_limit', {
    initial: 32768,
    written: '256000',
    about: 'Diffs of more bytes are not in feeds.',
  }),
  rssItemsPerPage: whole('rss_items_per_page', { initial: 20, written: '10', about: 'How long a feed is.' }),
  rssIncludeDiff: bool('rss_include_diff', { initial: false, written: 'false', about: 'Put diffs into feeds.' }),
  allowRepoLocationChange: bool('allow_repo_location_change', {
    initial: true,
    written: 'True',
    about: 'Administrators may change where the repositories are.',
  }),
  allowCustomHooksSettings: bool('allow_custom_hooks_settings', {
    initial: true,
    written: 'True',
    about: 'Administrators may write hooks in the browser.',
  }),
  indexExtensions: words('index.extensions', {
    initial: [],
    example: 'gemfile lock',
    about: 'Further endings of file names, without dot, whose content is searched.',
  }),
  indexFilenames: words('index.filenames', {
    initial: [],
    example: '.dockerignore INSTALL',
    about: 'Further names of files whose content is searched.',
  }),
} satisfies Readonly<Record<string, Setting>>

function readClientUrl(value: string): string | null {
  if (value === '') return null
  if (/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/i.test(value) && URL.canParse(value)) return value.replace(/\/+$/, '')
  throw new SyntaxError(`must be an address such as https://git.example.com, not ${JSON.stringify(value)}`)
}

function readBoolish(value: string): boolean {
  try {
    return value !== '' && readBool(value)
  } catch {
    return true // Kallithea takes any text for a yes; a plain no is none here
  }
}
