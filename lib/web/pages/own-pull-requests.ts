import { listOwnRequests, type RequestInList } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import { getOwn } from '../own-account.ts'
import { page } from '../page.ts'
import { routes } from '../routes.ts'
import { layout } from '../ui/layout.ts'
import { pullRequestList } from '../ui/pull-request-list.ts'
import type { Visit } from '../visit.ts'

export const ownPullRequests = page(routes.ownPullRequests, 'user', async visit => {
  const isClosedShown = Boolean(visit.query.get('closed'))
  const { made, waiting, answered } = await listOwnRequests(visit.site, getOwn(visit), visit.visitor.permissions)
  const isShown = ({ request }: RequestInList) => isClosedShown || !request.closed
  const other = visit.to(routes.ownPullRequests, {}, { closed: isClosedShown ? null : 1 })
  return layout(visit, {
    title: visit.t('Reviews'),
    current: 'reviews',
    main: html`<div class="stack"><div class="bar"><h1>${visit.t('Reviews')}</h1>
<a class="button little" href="${other}">${
      isClosedShown ? visit.t('Hide closed ones') : visit.t('Show closed ones, too')
    }</a></div>
${section(visit, 'waiting', visit.t('Waiting for me'), waiting.filter(isShown))}
${section(visit, 'made', visit.t('Made by me'), made.filter(isShown))}
${section(visit, 'answered', visit.t('I take part'), answered.filter(isShown))}</div>`,
  })
})

function section(visit: Visit, id: string, title: string, requests: readonly RequestInList[]): Html {
  return html`<section class="stack tight" aria-labelledby="${id}"><h2 id="${id}">${title}
<span class="count">${requests.length}</span></h2>
${requests.length > 0 ? pullRequestList(visit, requests) : html`<p class="muted">${visit.t('None.')}</p>`}</section>
`
}
