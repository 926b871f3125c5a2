import { pushAddressOf } from '../../clone.ts'
import { readNumbers } from '../../commits.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { type ListedRefs, readRefs, type RefList } from '../../refs-reading.ts'
import { routes } from '../../routes.ts'
import type { Numbers } from '../../ui/commit-line.ts'
import { layout } from '../../ui/layout.ts'
import { nameFilter } from '../../ui/name-filter.ts'
import { quickStart } from '../../ui/quick-start.ts'
import { refSection } from '../../ui/ref-list.ts'
import { listTags } from '../../ui/refs.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import type { RepositoryVisit } from '../../visit.ts'

export const refs = page(routes.repository.refs, 'repository.read', async visit => {
  if ((await visit.vcs.tip()) === null) return show(visit, quickStart(visit, pushAddressOf(visit)))
  const known = await visit.vcs.refs()
  const listed = await readRefs(visit, { ...known, tags: listTags(known) }, visit.query.get('filter') ?? '')
  const { branches, closedBranches, bookmarks, tags } = listed
  const all = [branches, closedBranches, bookmarks, tags].flatMap(list => list.refs)
  const numbers = await readNumbers(
    visit,
    all.map(({ commit }) => commit.id),
  )
  return show(visit, content(visit, listed, numbers))
})

function show(visit: RepositoryVisit, main: Html): Html {
  return layout(visit, {
    title: visit.t('Branches and tags'),
    frame: repositoryFrame(visit, 'refs'),
    current: 'repositories',
    main,
  })
}

function content(visit: RepositoryVisit, listed: ListedRefs, numbers: Numbers): Html {
  const { branches, closedBranches, bookmarks, tags, people, defaultBranch } = listed
  const address = visit.to(routes.repository.refs, { repository: visit.repository.name })
  const section = (id: string, title: string, list: RefList, main: string | null = null) =>
    refSection(visit, { id, title, list, people, numbers, main })
  return html`<h1>${visit.t('Branches and tags')}</h1>
${nameFilter(visit, address, visit.t('Branch or tag'))}
${section('branches', visit.t('Branches'), branches, defaultBranch)}
${isFilled(closedBranches) && section('closed', visit.t('Closed branches'), closedBranches)}
${isFilled(bookmarks) && section('bookmarks', visit.t('Bookmarks'), bookmarks)}
${isFilled(tags) && section('tags', visit.t('Tags'), tags)}`
}

function isFilled(list: RefList): boolean {
  return list.refs.length > 0
}
