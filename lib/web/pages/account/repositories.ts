import type { RepositoryRow } from '#db/repositories.ts'
import { listVisible, listWatched, type VisibleRepositories } from '#domain/repositories.ts'
import { type Html, html } from '../../html.ts'
import { getOwn } from '../../own-account.ts'
import { page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import { icon } from '../../ui/icon.ts'
import { repositoryList } from '../../ui/repository-list.ts'
import type { Visit } from '../../visit.ts'

export const repositories = page(routes.account.repositories, 'user', async visit => {
  const visible = await listVisible(visit.site, visit.visitor.permissions)
  const own = visible.repositories.filter(({ ownerId }) => ownerId === getOwn(visit).id)
  const content = listed(visit, visible, own, {
    caption: visit.t('My repositories'),
    none: visit.t('You own no repository'),
    about: visit.t('What you make here, or are given, is listed.'),
  })
  return accountPage(visit, { page: 'repositories', content })
})

export const watched = page(routes.account.watched, 'user', async visit => {
  const visible = await listVisible(visit.site, visit.visitor.permissions)
  const content = listed(visit, visible, await listWatched(visit.site, visible, getOwn(visit)), {
    caption: visit.t('Watched repositories'),
    none: visit.t('You watch no repository'),
    about: visit.t('Follow one on its summary, and what happens there comes to your journal.'),
  })
  return accountPage(visit, { page: 'watched', content })
})

interface Sentences {
  readonly caption: string
  readonly none: string
  readonly about: string
}

function listed(
  visit: Visit,
  visible: VisibleRepositories,
  rows: readonly RepositoryRow[],
  { caption, none, about }: Sentences,
): Html {
  const branch = { groups: [], repositories: rows.map(repository => ({ repository, path: repository.name })) }
  if (rows.length > 0) return repositoryList(visit, visible, branch, caption)
  return html`<div class="box"><div class="empty">${icon(visit, 'book-open')}
<h2>${none}</h2><p>${about}</p></div></div>`
}
