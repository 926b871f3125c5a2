import Router from 'koa-router'
import type { Site } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import { answer } from './answer.ts'
import type { WebContext, WebMiddleware } from './middleware/state.ts'
import type { Page } from './page.ts'
import * as about from './pages/about.ts'
import * as accountEmails from './pages/account/emails.ts'
import * as accountKeys from './pages/account/keys.ts'
import * as accountPassword from './pages/account/password.ts'
import * as accountPermissions from './pages/account/permissions.ts'
import * as accountProfile from './pages/account/profile.ts'
import * as accountRepositories from './pages/account/repositories.ts'
import * as accountSshKeys from './pages/account/ssh-keys.ts'
import * as addresses from './pages/admin/addresses.ts'
import * as authentication from './pages/admin/authentication.ts'
import * as permissions from './pages/admin/permissions.ts'
import * as signOns from './pages/admin/sign-ons.ts'
import * as system from './pages/admin/system.ts'
import * as trace from './pages/admin/trace.ts'
import * as user from './pages/admin/user.ts'
import * as userAdvanced from './pages/admin/user-advanced.ts'
import * as userEmails from './pages/admin/user-emails.ts'
import * as userKeys from './pages/admin/user-keys.ts'
import * as userPermissions from './pages/admin/user-permissions.ts'
import * as userSshKeys from './pages/admin/user-ssh-keys.ts'
import * as users from './pages/admin/users.ts'
import * as addressTest from './pages/address-test.ts'
import * as choices from './pages/choices.ts'
import * as csrfToken from './pages/csrf-token.ts'
import * as following from './pages/following.ts'
import * as gist from './pages/gist.ts'
import * as gists from './pages/gists.ts'
import * as group from './pages/group.ts'
import * as home from './pages/home.ts'
import * as iis from './pages/iis.ts'
import * as journal from './pages/journal.ts'
import * as login from './pages/login.ts'
import * as logout from './pages/logout.ts'
import * as look from './pages/look.ts'
import * as ownPullRequests from './pages/own-pull-requests.ts'
import * as repositories from './pages/repositories.ts'
import * as repositoryAnnotate from './pages/repository/annotate.ts'
import * as repositoryArchive from './pages/repository/archive.ts'
import * as repositoryChangelog from './pages/repository/changelog.ts'
import * as repositoryChangesetFacts from './pages/repository/changeset-facts.ts'
import * as repositoryCommit from './pages/repository/commit.ts'
import * as repositoryFeed from './pages/repository/feed.ts'
import * as repositoryFileDiff from './pages/repository/file-diff.ts'
import * as repositoryFileHistory from './pages/repository/file-history.ts'
import * as repositoryCompare from './pages/repository/compare.ts'
import * as repositoryFileNames from './pages/repository/file-names.ts'
import * as repositoryFiles from './pages/repository/files.ts'
import * as repositoryFollowers from './pages/repository/followers.ts'
import * as repositoryForks from './pages/repository/forks.ts'
import * as repositoryPatch from './pages/repository/patch.ts'
import * as repositoryPullRequest from './pages/repository/pull-request.ts'
import * as repositoryPullRequests from './pages/repository/pull-requests.ts'
import * as repositoryRaw from './pages/repository/raw.ts'
import * as repositoryRefs from './pages/repository/refs.ts'
import * as repositoryRefsData from './pages/repository/refs-data.ts'
import * as repositorySummary from './pages/repository/summary.ts'
import * as sso from './pages/sso.ts'
import * as windows from './pages/windows.ts'
import type { Scope } from './route.ts'

/** The table of contents: every page there is. */
const contents: readonly Readonly<Record<string, Page>>[] = [
  home,
  group,
  login,
  logout,
  windows,
  iis,
  addressTest,
  sso,
  look,
  csrfToken,
  about,
  choices,
  following,
  gists,
  gist,
  ownPullRequests,
  journal,
  repositories,
  accountProfile,
  accountEmails,
  accountKeys,
  accountPassword,
  accountRepositories,
  accountSshKeys,
  accountPermissions,
  authentication,
  permissions,
  addresses,
  signOns,
  system,
  users,
  user,
  userAdvanced,
  userEmails,
  userKeys,
  userPermissions,
  userSshKeys,
  trace,
  repositoryAnnotate,
  repositoryArchive,
  repositoryChangelog,
  repositoryChangesetFacts,
  repositoryCommit,
  repositoryFeed,
  repositoryFileDiff,
  repositoryFileHistory,
  repositoryCompare,
  repositoryFileNames,
  repositoryFiles,
  repositoryFollowers,
  repositoryForks,
  repositoryPatch,
  repositoryPullRequest,
  repositoryPullRequests,
  repositoryRaw,
  repositoryRefs,
  repositoryRefsData,
  repositorySummary,
]

/** Gives the request to the page at `path`, which is what follows the name of the repository or group in its scope. */
export type Dispatch = (ctx: WebContext, scope: Scope, path: string) => Promise<void>

export function listPages(): readonly Page[] {
  return contents.flatMap(module => Object.values(module))
}

export function dispatcher(site: Site): Dispatch {
  const options = { sensitive: true }
  const routers = { site: new Router(options), repository: new Router(options), group: new Router(options) }
  for (const page of listPages()) {
    const { scope, pattern } = page.route
    const path = pattern.replace(/\/\*path$/, '{/*path}') || '/' // the path of a file may be left out
    const handler: Handler = ctx => answer(site, ctx as unknown as WebContext, page, withPath(ctx.params)) // the same
    routers[scope].register(path, [page.method], handler)
  }
  return (ctx, scope, path) => dispatch(ctx, routers[scope], path)
}

type Handler = (ctx: { readonly params: Readonly<Record<string, string>> }) => Promise<void>

/** Slashes around the path of a file mean nothing; without one it is the root. */
function withPath(params: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { ...params, path: (params['path'] ?? '').replace(/^\/+|\/+$/g, '') }
}

async function dispatch(ctx: WebContext, router: Router, path: string): Promise<void> {
  const found = router.match(path, ctx.method)
  if (found.path.length === 0) throw new Problem('not-found', 'there is no such page')
  if (!found.route) {
    ctx.set('Allow', found.path.flatMap(({ methods }) => methods).join(', '))
    ctx.throw(405)
  }
  Object.assign(ctx, { newRouterPath: path }) // what the router matches in place of the whole path
  const routes = router.routes() as unknown as WebMiddleware // same context, other state type
  await routes(ctx, async () => {})
}
