import { atLeast } from '#domain/permissions.ts'
import type { Lock } from '#web/lock.ts'
import type { Place, Role, Standing } from './roles.ts'

/** Who may see a page or do an action, written by hand: the product is held against it. */
export interface Row {
  readonly may: Lock
  /** What whoever gets in is answered, by standing where that differs; else 200 by a page and 302 by an action. */
  readonly answers?: number | Readonly<Partial<Record<Standing | 'else', number>>>
  /** Parameters of the address, where the usual ones do not fit. */
  readonly at?: Readonly<Record<string, string>>
  /** A script asks, and says so. */
  readonly script?: true
  /** The fields that are sent; none unless told. */
  readonly form?: Readonly<Record<string, string>>
}

export const permissionTable: Readonly<Record<string, Row>> = {
  'GET /': { may: 'visitor' },
  'GET /_admin/login': { may: 'anyone', answers: { user: 302, else: 200 } },
  'POST /_admin/login': { may: 'anyone', answers: 200 },
  'GET /_admin/logout': { may: 'anyone', answers: { user: 200, refused: 200, else: 302 } },
  'POST /_admin/logout': { may: 'anyone' },
  'GET /-/windows': { may: 'anyone', answers: 401 },
  'GET /-/iis': { may: 'site.admin or local' },
  'POST /-/iis/addresses': { may: 'site.admin or local', answers: 422 },
  'GET /-/sso': { may: 'anyone' },
  'POST /-/look': { may: 'anyone' },
  'GET /_admin/session_csrf_secret_token': { may: 'anyone' },
  'POST /_admin/toggle_following': { may: 'user', answers: 400 },
  'GET /my_pullrequests': { may: 'user' },
  'GET /about': { may: 'anyone' },
  'GET /_admin/journal': { may: 'user' },
  'GET /_admin/journal/:format': { may: 'user', at: { format: 'atom' } },
  'GET /_admin/public_journal': { may: 'visitor' },
  'GET /_admin/public_journal/:format': { may: 'visitor', at: { format: 'rss' } },
  'GET /_admin/public_journal_atom': { may: 'visitor' },
  'GET /_admin/public_journal_rss': { may: 'visitor' },
  'GET /_admin/gists': { may: 'visitor' },
  'GET /_admin/gists/:id': { may: 'visitor', answers: 404, at: { id: '9' } },
  'GET /_admin/gists/:id/:revision': { may: 'visitor', answers: 404, at: { id: '9', revision: 'tip' } },
  'GET /_admin/gists/:id/:revision/raw/*path': {
    may: 'visitor',
    answers: 404,
    at: { id: '9', revision: 'tip', path: '' },
  },
  'GET /_repos': { may: 'visitor', script: true },
  'GET /_users_and_groups': { may: 'user' },
  'GET /_admin/my_account': { may: 'user' },
  'POST /_admin/my_account': { may: 'user', answers: 200 },
  'GET /_admin/my_account/emails': { may: 'user' },
  'POST /_admin/my_account/emails': { may: 'user', answers: 200 },
  'POST /_admin/my_account/emails/delete': { may: 'user', answers: 404 },
  'GET /_admin/my_account/password': { may: 'user' },
  'POST /_admin/my_account/password': { may: 'user', answers: 200 },
  'GET /_admin/my_account/api_keys': { may: 'user' },
  'POST /_admin/my_account/api_keys': { may: 'user', answers: 200 },
  'POST /_admin/my_account/api_keys/delete': { may: 'user', answers: 404 },
  'GET /_admin/my_account/ssh_keys': { may: 'user' },
  'POST /_admin/my_account/ssh_keys': { may: 'user', answers: 200 },
  'POST /_admin/my_account/ssh_keys/delete': { may: 'user', answers: 404 },
  'GET /_admin/my_account/repos': { may: 'user' },
  'GET /_admin/my_account/watched': { may: 'user' },
  'GET /_admin/my_account/perms': { may: 'user' },
  'GET /_admin/auth': { may: 'site.admin' },
  'POST /_admin/auth': { may: 'site.admin', answers: 200 },
  'POST /_admin/auth/activate': { may: 'site.admin', answers: 409 },
  'POST /_admin/auth/names': { may: 'site.admin', answers: 422 },
  'GET /_admin/permissions': { may: 'site.admin' },
  'POST /_admin/permissions': { may: 'site.admin', answers: 200 },
  'GET /_admin/permissions/ips': { may: 'site.admin' },
  'GET /_admin/permissions/perms': { may: 'site.admin' },
  'GET /_admin/sign_ons': { may: 'site.admin' },
  'GET /_admin/system': { may: 'site.admin' },
  'GET /_admin/users': { may: 'site.admin' },
  'GET /_admin/trace': { may: 'site.admin' },
  'GET /_admin/trace/lines': { may: 'site.admin', script: true },
  'GET /_admin/trace/text': { may: 'site.admin' },
  'GET /_admin/users/new': { may: 'site.admin' },
  'POST /_admin/users/new': { may: 'site.admin', answers: 200 },
  'POST /_admin/users/:id': { may: 'site.admin', answers: 200 },
  'POST /_admin/users/:id/delete': { may: 'site.admin', answers: 200 },
  'GET /_admin/users/:id/edit': { may: 'site.admin' },
  'GET /_admin/users/:id/edit/advanced': { may: 'site.admin' },
  'GET /_admin/users/:id/edit/permissions': { may: 'site.admin' },
  'POST /_admin/users/:id/edit/permissions': { may: 'site.admin' },
  'GET /_admin/users/:id/edit/emails': { may: 'site.admin' },
  'POST /_admin/users/:id/edit/emails': { may: 'site.admin', answers: 200 },
  'POST /_admin/users/:id/edit/emails/delete': { may: 'site.admin', answers: 404 },
  'GET /_admin/users/:id/edit/api_keys': { may: 'site.admin' },
  'POST /_admin/users/:id/edit/api_keys': { may: 'site.admin', answers: 200 },
  'POST /_admin/users/:id/edit/api_keys/delete': { may: 'site.admin', answers: 404 },
  'GET /_admin/users/:id/edit/ssh_keys': { may: 'site.admin' },
  'POST /_admin/users/:id/edit/ssh_keys': { may: 'site.admin', answers: 200 },
  'POST /_admin/users/:id/edit/ssh_keys/delete': { may: 'site.admin', answers: 404 },
  'GET /_admin/users/:id/edit/ips': { may: 'site.admin' },
  'POST /_admin/users/:id/edit/ips': { may: 'site.admin', answers: 200 },
  'POST /_admin/users/:id/edit/ips/delete': { may: 'site.admin', answers: 404 },
  'GET <group>': { may: 'group.read' },
  'GET <repository>': { may: 'repository.read' },
  'GET <repository>/summary': { may: 'repository.read' },
  'GET <repository>/changelog': { may: 'repository.read' },
  'GET <repository>/changelog/:revision/*path': { may: 'repository.read' },
  'GET <repository>/changeset/*revision': { may: 'repository.read' },
  'GET <repository>/changeset-diff/:revision': { may: 'repository.read' },
  'GET <repository>/raw-changeset/:revision': { may: 'repository.read' },
  'GET <repository>/changeset-patch/:revision': { may: 'repository.read' },
  'GET <repository>/changeset-download/:revision': { may: 'repository.read' },
  'GET <repository>/compare': { may: 'repository.read' },
  'GET <repository>/compare/*path': { may: 'repository.read', at: { path: 'rev@tip...rev@tip' } },
  'GET <repository>/pull-request': { may: 'repository.read' },
  'GET <repository>/pull-request/:id/*path': { may: 'repository.read', answers: 404, at: { id: '9', path: '' } },
  'GET <repository>/diff/*path': { may: 'repository.read', answers: 302 },
  'GET <repository>/diff-2way/*path': { may: 'repository.read', answers: 302 },
  'GET <repository>/files/:revision/*path': { may: 'repository.read' },
  'GET <repository>/raw/:revision/*path': { may: 'repository.read' },
  'GET <repository>/rawfile/:revision/*path': { may: 'repository.read' },
  'GET <repository>/annotate/:revision/*path': { may: 'repository.read' },
  'GET <repository>/archive/:file': { may: 'repository.read' },
  'GET <repository>/refs': { may: 'repository.read' },
  'GET <repository>/history/:revision/*path': { may: 'repository.read' },
  'GET <repository>/feed/:format': { may: 'repository.read', at: { format: 'atom' } },
  'GET <repository>/followers': { may: 'repository.read' },
  'GET <repository>/forks': { may: 'repository.read' },
  'GET <repository>/refs-data': { may: 'repository.read' },
  'GET <repository>/changeset_info/:revision': { may: 'repository.read', script: true },
  'GET <repository>/changeset_children/:revision': { may: 'repository.read', script: true },
  'GET <repository>/changeset_parents/:revision': { may: 'repository.read', script: true },
  'GET <repository>/nodelist/:revision/*path': { may: 'repository.read', at: { path: '' } },
}

export type Verdict = 'in' | 'sign in first' | 'no such thing' | 'forbidden'

/** What becomes of somebody who asks for a page; `place` is the repository or group that it is about. */
export function judge({ may }: Row, role: Role, place: Place | null): Verdict {
  if (may === 'anyone') return 'in'
  const { standing, isAdmin } = role
  if (standing === 'refused') return 'forbidden'
  if (standing === 'nobody') return 'sign in first'
  if (may === 'visitor') return 'in'
  const isStranger = standing === 'anonymous'
  if (may === 'user') return isStranger ? 'sign in first' : 'in'
  const forbidden = isStranger ? 'sign in first' : 'forbidden'
  if (may.startsWith('site.admin') || !place) return isAdmin ? 'in' : forbidden
  const level = role.levels[place]
  if (level === 'none') return isStranger ? 'sign in first' : 'no such thing'
  return atLeast(level, may.endsWith('admin') ? 'admin' : may.endsWith('write') ? 'write' : 'read') ? 'in' : forbidden
}
