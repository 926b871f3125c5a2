import type { Fates } from './bad-values.ts'

/** What becomes of bad values in the address of a page, written by hand: the product is held against it. */
export interface BadRow {
  /** By the name of the parameter, where it is not what is usual for that name. */
  readonly at?: Readonly<Record<string, Fates>>
  /** Every parameter of the query that the page reads. */
  readonly query?: Readonly<Record<string, Fates>>
  /** What the query needs besides. */
  readonly beside?: string
}

const noText = { NUL: 400, 'no UTF-8': 400 } as const
/** There is nothing of that name. */
const missing = { ...noText, climbing: 400, else: 404 } as const
/** Nothing is the root, or the page of all. */
const missingOrRoot = { ...missing, empty: 200 } as const
/** Every text means something. */
const sought = { ...noText, empty: 'as without', else: 200 } as const
/** That it is there means something. */
const given = { ...noText, else: 200 } as const
/** There is nothing of that name; without a name it is another matter. */
const lookedUp = { ...noText, empty: 'as without', else: 404 } as const
/** That it is there leads elsewhere. */
const led = { ...noText, else: 302 } as const
const ignored = { ...noText, else: 'as without' } as const

/** Of every parameter of a path, unless its row says something else. */
export const usualFates: Readonly<Record<string, Fates>> = {
  repository: { ...missing, empty: 200 }, // which is the home page
  group: { ...missing, empty: 200 },
  revision: missing,
  path: missing,
  file: missing,
  format: missing,
  id: missing,
}

const diff = { ignorews: sought, context: { ...ignored, huge: 200 }, fulldiff: sought, file: ignored, line: ignored }
const traceFilter = { ns: sought, request: sought, process: sought, text: sought }
const paging = { page: { ...ignored }, size: { ...ignored } }

export const badValueTable: Readonly<Record<string, BadRow>> = {
  'GET /': { query: { filter: sought, page: ignored } },
  'GET /_admin/login': { query: { came_from: { ...noText, empty: 'as without', else: 400 }, other: given } },
  'GET /_admin/logout': {},
  'GET /-/windows': { query: { came_from: ignored } },
  'GET /-/iis': {},
  'GET /-/sso': { query: { fresh: { ...noText, empty: 'as without', else: 401 } } },
  'GET /_admin/session_csrf_secret_token': {},
  'GET /about': {},
  'GET /_repos': {},
  'GET /_users_and_groups': { query: { types: sought, key: sought, query: sought } },
  'GET /my_pullrequests': { query: { closed: sought } },
  'GET /_admin/journal': { query: { filter: sought, page: ignored } },
  'GET /_admin/journal/:format': { at: { format: missingOrRoot } },
  'GET /_admin/public_journal': { query: { filter: sought, page: ignored } },
  'GET /_admin/public_journal/:format': { at: { format: missingOrRoot } },
  'GET /_admin/public_journal_atom': {},
  'GET /_admin/public_journal_rss': {},
  'GET /_admin/gists': { query: { page: ignored, public: sought, private: sought } },
  'GET /_admin/gists/:id': { at: { id: missingOrRoot } },
  'GET /_admin/gists/:id/:revision': {},
  'GET /_admin/gists/:id/:revision/raw/*path': {},
  'GET /_admin/my_account': {},
  'GET /_admin/my_account/emails': {},
  'GET /_admin/my_account/password': {},
  'GET /_admin/my_account/api_keys': {},
  'GET /_admin/my_account/ssh_keys': {},
  'GET /_admin/my_account/repos': {},
  'GET /_admin/my_account/watched': {},
  'GET /_admin/my_account/perms': {},
  'GET /_admin/auth': {},
  'GET /_admin/permissions': {},
  'GET /_admin/permissions/ips': {},
  'GET /_admin/permissions/perms': {},
  'GET /_admin/sign_ons': {},
  'GET /_admin/system': {},
  'GET /_admin/users': { query: { filter: sought, page: ignored } },
  'GET /_admin/trace': { query: traceFilter },
  'GET /_admin/trace/lines': { query: { ...traceFilter, after: sought } },
  'GET /_admin/trace/text': { query: traceFilter },
  'GET /_admin/users/new': {},
  'GET /_admin/users/:id/edit': {},
  'GET /_admin/users/:id/edit/advanced': {},
  'GET /_admin/users/:id/edit/permissions': {},
  'GET /_admin/users/:id/edit/emails': {},
  'GET /_admin/users/:id/edit/api_keys': {},
  'GET /_admin/users/:id/edit/ssh_keys': {},
  'GET /_admin/users/:id/edit/ips': {},
  'GET <group>': { query: { filter: sought, page: ignored } },
  'GET <repository>': {},
  'GET <repository>/summary': {},
  'GET <repository>/changelog': {
    query: { ...paging, branch: { ...noText, empty: 'as without', climbing: 404, long: 404, else: 302 } },
  },
  'GET <repository>/changelog/:revision/*path': { at: { path: missingOrRoot }, query: paging },
  'GET <repository>/changeset/*revision': { query: { ...diff, diff: ignored } },
  'GET <repository>/changeset-diff/:revision': { query: diff },
  'GET <repository>/raw-changeset/:revision': { query: diff },
  'GET <repository>/changeset-patch/:revision': { query: diff },
  'GET <repository>/changeset-download/:revision': { query: diff },
  'GET <repository>/compare': {
    beside: 'to_rev=tip',
    query: { from: ignored, from_rev: lookedUp, other_repo: lookedUp, merge: given },
  },
  'GET <repository>/compare/*path': {
    at: { path: missingOrRoot },
    query: { ...diff, diff: ignored, other_repo: lookedUp, merge: sought },
  },
  'GET <repository>/pull-request': { query: { from_: sought, closed: sought, page: ignored } },
  // there is none here, whatever is asked of it
  'GET <repository>/pull-request/:id/*path': {
    query: { context: ignored, fulldiff: ignored, ignorews: ignored, file: ignored, line: ignored },
  },
  'GET <repository>/diff/*path': {
    at: { path: { ...noText, climbing: 400, empty: 404, else: 302 } },
    query: { diff1: lookedUp, diff2: lookedUp, diff: ignored, show_rev: led, annotate: led },
  },
  'GET <repository>/diff-2way/*path': {
    at: { path: { ...noText, climbing: 400, else: 302 } },
    query: { diff1: lookedUp, diff2: lookedUp },
  },
  'GET <repository>/files/:revision/*path': {
    at: { path: missingOrRoot },
    query: { view: ignored, fulldiff: ignored },
  },
  'GET <repository>/raw/:revision/*path': { query: { shown: given } },
  'GET <repository>/rawfile/:revision/*path': {},
  'GET <repository>/annotate/:revision/*path': {
    at: { path: { ...missing, empty: 302 } },
    query: { before: { ...noText, else: 302 }, fulldiff: ignored },
  },
  'GET <repository>/archive/:file': {},
  'GET <repository>/refs': { query: { filter: sought } },
  'GET <repository>/history/:revision/*path': { at: { path: missingOrRoot } },
  'GET <repository>/refs-data': {},
  'GET <repository>/feed/:format': {},
  'GET <repository>/followers': { query: { page: ignored } },
  'GET <repository>/forks': { query: { page: ignored } },
  // Kallithea's word for a commit that is not there
  'GET <repository>/changeset_info/:revision': { at: { revision: { ...missing, empty: 404, else: 200 } } },
  'GET <repository>/changeset_children/:revision': {},
  'GET <repository>/changeset_parents/:revision': {},
  'GET <repository>/nodelist/:revision/*path': { at: { path: missingOrRoot } },
}
