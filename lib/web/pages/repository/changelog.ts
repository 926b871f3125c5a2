import { isProblem } from '#std/problem.ts'
import { cleanPath } from '#vcs/path.ts'
import type { Commit, LogQuery, Refs } from '#vcs/repository.ts'
import { peopleOf, readNumbers, readReviews, type Reviews, takeFirst } from '../../commits.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { readPaging, type Paging } from '../../paging.ts'
import { redirect, type Reply } from '../../reply.ts'
import { atPath, commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { People } from '../../ui/author.ts'
import type { Numbers } from '../../ui/commit-line.ts'
import { type GraphRow, layGraph } from '../../ui/graph-lanes.ts'
import { layout } from '../../ui/layout.ts'
import { commitLog } from '../../ui/log.ts'
import { pager } from '../../ui/pager.ts'
import { pathCrumbs } from '../../ui/path-crumbs.ts'
import { refChooser, refsByCommit } from '../../ui/refs.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** Where rows begin that no graph is drawn for any more: all above them have to be laid out. */
const longestGraph = 100_000

export const changelog = page(routes.repository.changelog, 'repository.read', async visit => {
  if ((await visit.vcs.tip()) === null) return nothingYet(visit)
  const branch = visit.query.get('branch') ?? ''
  const repository = visit.repository.name
  try {
    const to = (number: number) =>
      visit.to(routes.repository.changelog, { repository }, { branch: branch || null, page: number })
    return await showLog(visit, { current: branch, query: branch ? { branch } : {}, to })
  } catch (caught) {
    if (branch === '' || !isProblem(caught, 'not-found') || !mayStandInAddress(branch)) throw caught
    return redirect(visit.to(routes.repository.changelogOf, { repository, revision: branch, path: '' }))
  }
})

export const changelogOf = page(routes.repository.changelogOf, 'repository.read', async visit => {
  if ((await visit.vcs.tip()) === null) return nothingYet(visit)
  const { revision } = visit.params
  const commit = await commitNamed(visit, revision)
  const path = cleanPath(visit.params.path)
  const at = { repository: visit.repository.name, revision, path }
  const to = (number: number) => visit.to(routes.repository.changelogOf, at, { page: number })
  if (path === '') return showLog(visit, { current: revision, query: { from: [commit] }, to })
  await atPath(path, () => visit.vcs.entry(commit, path))
  const paging = readPaging(visit)
  const found = await takeFirst(visit.vcs.history(commit, path), paging.offset + paging.size + 1)
  const commits = found.slice(paging.offset, paging.offset + paging.size)
  return show(visit, {
    current: revision,
    path,
    commits,
    graph: null,
    total: null,
    paging,
    hasMore: found.length > paging.offset + paging.size,
    to,
  })
})

/** A browser climbs by dots, and nobody calls anything by so long a name. */
function mayStandInAddress(name: string): boolean {
  return name.length <= 1024 && !name.split('/').some(part => part === '.' || part === '..')
}

function nothingYet(visit: RepositoryVisit): Reply {
  visit.flash('warn', visit.t('There are no commits yet.'))
  return redirect(visit.to(routes.repository.summary, { repository: visit.repository.name }))
}

interface Wanted {
  readonly current: string
  readonly query: LogQuery
  readonly to: (page: number) => string
}

async function showLog(visit: RepositoryVisit, { current, query, to }: Wanted): Promise<Html> {
  const paging = readPaging(visit)
  const { offset, size } = paging
  const isWhole = !(query.branch && visit.vcs.can.namedBranches) && offset + size <= longestGraph
  const [total, commits, links] = await Promise.all([
    visit.vcs.count(query),
    takeFirst(visit.vcs.log({ ...query, offset, limit: size }), size),
    isWhole ? visit.vcs.links(query, offset + size) : null,
  ])
  const graph = links && layGraph(links, offset)
  return show(visit, { current, path: '', commits, graph, total, paging, hasMore: offset + commits.length < total, to })
}

interface Shown {
  readonly current: string
  readonly path: string
  readonly commits: readonly Commit[]
  readonly graph: readonly GraphRow[] | null
  readonly total: number | null
  readonly paging: Paging
  readonly hasMore: boolean
  readonly to: (page: number) => string
}

async function show(visit: RepositoryVisit, shown: Shown): Promise<Html> {
  const ids = shown.commits.map(commit => commit.id)
  const [refs, people, numbers, reviews] = await Promise.all([
    visit.vcs.refs(),
    peopleOf(visit.site, shown.commits),
    readNumbers(visit, ids),
    readReviews(visit, ids),
  ])
  return layout(visit, {
    title: shown.path === '' ? visit.t('Changelog') : visit.t('History of {path}', { path: shown.path }),
    frame: repositoryFrame(visit, 'changelog'),
    current: 'repositories',
    main: content(visit, shown, refs, { people, numbers, reviews }),
  })
}

interface Facts {
  readonly people: People
  readonly numbers: Numbers
  readonly reviews: Reviews
}

function content(visit: RepositoryVisit, shown: Shown, refs: Refs, facts: Facts): Html {
  const { commits, graph, path, paging } = shown
  const log = commitLog(visit, { commits, graph, refs: refsByCommit(refs), ...facts })
  return html`<div class="bar">${chooser(visit, shown, refs)}${heading(visit, shown)}</div>
${commits.length === 0 ? nothingHere(visit) : log}
${pager(visit, { ...paging, shown: commits.length, total: shown.total, hasMore: shown.hasMore, to: shown.to })}
${path === '' && sizes(visit, paging)}`
}

function nothingHere(visit: RepositoryVisit): Html {
  return html`<div class="box"><div class="empty"><h2>${visit.t('No commits on this page')}</h2></div></div>`
}

function chooser(visit: RepositoryVisit, { current, path }: Shown, refs: Refs): Html {
  const repository = visit.repository.name
  return refChooser(visit, {
    refs,
    current,
    none: { text: visit.t('All branches'), to: visit.to(routes.repository.changelog, { repository }) },
    to: (name, kind) =>
      path !== '' || kind === 'tag' || kind === 'bookmark'
        ? visit.to(routes.repository.changelogOf, { repository, revision: name, path })
        : visit.to(routes.repository.changelog, { repository }, { branch: name }),
  })
}

function heading(visit: RepositoryVisit, { path, current }: Shown): Html {
  if (path === '') return html`<h1>${visit.t('Changelog')}</h1>`
  const repository = visit.repository.name
  return html`<span>${visit.t('History of')}</span>${pathCrumbs(visit, path, above =>
    visit.to(routes.repository.changelogOf, { repository, revision: current, path: above }),
  )}`
}

/** How many rows a page has; kept in the session. */
function sizes(visit: RepositoryVisit, { size }: Paging): Html {
  const action = visit.to(routes.repository.changelog, { repository: visit.repository.name })
  return html`<form class="bar" method="get" action="${action}">
<label for="size" class="muted small end">${visit.t('Commits on a page')}</label>
<input id="size" name="size" type="number" min="1" max="2000" value="${size}">
<button class="button" type="submit">${visit.t('Show')}</button></form>`
}
