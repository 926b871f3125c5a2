import { findLandingCommit, type Landing } from '#domain/landing-commit.ts'
import { findOwner } from '#domain/people.ts'
import { listKnownFields } from '#domain/repository-fields.ts'
import type { RepositoryField } from '#db/repository-fields.ts'
import type { UserRow } from '#db/users.ts'
import type { Commit, Refs } from '#vcs/repository.ts'
import { cloneAddressesOf, pushAddressOf } from '../../clone.ts'
import { peopleOf, readReviews, type Reviews, takeFirst } from '../../commits.ts'
import { type Readme, readReadme } from '../../documents.ts'
import { type Folder, readFolder } from '../../folder-reading.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { aboutRepository } from '../../ui/about-repository.ts'
import type { People } from '../../ui/author.ts'
import { cloneMenu } from '../../ui/clone-menu.ts'
import { lastPart } from '../../ui/crumbs.ts'
import { downloadMenu } from '../../ui/download-menu.ts'
import { feedHead, type FeedLinks, feedLinks } from '../../ui/feed-links.ts'
import { fileFinder } from '../../ui/file-finder.ts'
import { filesAddress, folderBox } from '../../ui/folder.ts'
import { icon } from '../../ui/icon.ts'
import { followBar, readFollowing } from '../../ui/follow.ts'
import { layout } from '../../ui/layout.ts'
import { markup } from '../../ui/markup.ts'
import { quickStart } from '../../ui/quick-start.ts'
import { fullName } from '../../ui/person.ts'
import { listTags, refChooser } from '../../ui/refs.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import type { RepositoryVisit } from '../../visit.ts'

const newest = 10

export const summary = page(routes.repository.summary, 'repository.read', show)

export const summaryByName = page(routes.repository.summaryByName, 'repository.read', show)

async function show(visit: RepositoryVisit): Promise<Html> {
  const landing = await findLandingCommit(visit.repository, visit.vcs)
  if (!landing) return frame(visit, quickStart(visit, pushAddressOf(visit)))
  const { vcs, site } = visit
  const [refs, folder, commits, count, readme, owner, fields, feeds] = await Promise.all([
    vcs.refs(),
    readFolder(visit, landing.commit, ''),
    takeFirst(vcs.log({ limit: newest }), newest),
    vcs.count(),
    readReadme(visit, landing.name, landing.commit),
    findOwner(site, visit.repository),
    listKnownFields(site, visit.settings, visit.repository),
    feedLinks(visit),
  ])
  const people = await peopleOf(site, commits)
  const ids = commits.map(({ id }) => id)
  const reviews = await readReviews(visit, ids)
  const finder = fileFinder(visit, landing.name, landing.commit)
  const contents = { refs, folder, commits, count, readme, people, reviews, owner, fields, feeds }
  return frame(visit, content(visit, landing, contents), {
    after: finder,
    head: feedHead(visit.repository.name, feeds),
  })
}

interface Contents {
  readonly refs: Refs
  readonly folder: Folder
  readonly commits: readonly Commit[]
  readonly count: number
  readonly readme: Readme | null
  readonly people: People
  readonly reviews: Reviews
  readonly owner: UserRow | null
  readonly fields: readonly RepositoryField[]
  readonly feeds: FeedLinks
}

async function frame(
  visit: RepositoryVisit,
  main: Html,
  more: { readonly head?: Html; readonly after?: Html } = {},
): Promise<Html> {
  return layout(visit, {
    title: visit.repository.name,
    frame: repositoryFrame(visit, 'summary', followBar(visit, await readFollowing(visit))),
    styles: ['code.css'],
    current: 'repositories',
    main,
    ...more,
  })
}

function content(visit: RepositoryVisit, landing: Landing, contents: Contents): Html {
  const { refs, folder, commits, count, readme, people, reviews, owner, fields, feeds } = contents
  const repository = visit.repository.name
  const changelog = visit.to(routes.repository.changelog, { repository })
  const all = html`<a class="min-m" href="${changelog}">${icon(visit, 'history')}
${count === 1 ? visit.t('1 commit') : visit.t('{count} commits', { count: count.toLocaleString('en') })}</a>`
  return html`<h1 class="hidden">${lastPart(repository)}</h1><div class="columns"><div class="stack">
<div class="bar">${refChooser(visit, { refs, current: landing.name, to: name => filesAddress(visit, name, '') })}
${counts(visit, refs)}<div class="bar end">${downloadMenu(visit, landing.name)}
${cloneMenu(visit, cloneAddressesOf(visit))}</div></div>
${folderBox(visit, landing.name, folder, all)}
${readme && readmeBox(visit, landing, readme)}</div>
${aboutRepository(visit, { refs, commits, people, reviews, owner: owner && fullName(owner), fields, feeds })}</div>`
}

function counts(visit: RepositoryVisit, refs: Refs): readonly Html[] {
  const branches = refs.branches.length
  const tags = listTags(refs).length
  const all = visit.to(routes.repository.refs, { repository: visit.repository.name })
  return [
    counted(`${all}#branches`, branches, branches === 1 ? visit.t('branch') : visit.t('branches')),
    counted(tags === 0 ? all : `${all}#tags`, tags, tags === 1 ? visit.t('tag') : visit.t('tags')),
  ]
}

function counted(address: string, count: number, what: string): Html {
  return html`<a class="min-m muted" href="${address}"><strong>${count}</strong> ${what}</a>`
}

function readmeBox(visit: RepositoryVisit, landing: Landing, { entry, rendered }: Readme): Html {
  return html`<section class="box" aria-labelledby="readme"><header>${icon(visit, 'book-open')}
<h2 id="readme"><a href="${filesAddress(visit, landing.name, entry.path)}">${entry.path}</a></h2></header>
<div class="body">${markup(visit, rendered)}</div></section>`
}
