import { type ReadRequest, readRequest, type RequestComment } from '#domain/pull-requests.ts'
import { Problem } from '#std/problem.ts'
import { choicesQuery } from '../../diff-choices.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { pullRequestAddress } from '../../pull-request-address.ts'
import { readChange, type RequestedChange } from '../../request-reading.ts'
import { routes } from '../../routes.ts'
import { requestSide } from '../../ui/request-side.ts'
import { commentId } from '../../ui/comment.ts'
import { conversation } from '../../ui/conversation.ts'
import { requestDiff, requestNotes } from '../../ui/request-diff.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { commitLog } from '../../ui/log.ts'
import { requestHead } from '../../ui/request-head.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import { innerTabs } from '../../ui/tabs.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** What somebody wants to bring in, and what others say of it. */
export const pullRequest = page(routes.repository.pullRequest, 'repository.read', async visit => {
  const { id } = visit.params
  if (!/^\d{1,9}$/.test(id)) throw new Problem('not-found', 'there is no such pull request here')
  const request = await readRequest(visit.site, visit.repository, Number(id))
  const change = await readChange(visit, request)
  const { title } = request.request
  return layout(visit, {
    title: `${title || visit.t('(no title)')} · #${id}`,
    frame: repositoryFrame(visit, 'pullRequests'),
    styles: ['code.css', 'diff.css'],
    width: 'wide',
    current: 'repositories',
    head: html`<link rel="canonical" href="${pullRequestAddress(visit, request)}">
`,
    main: html`${requestHead(visit, request)}
${tabs(visit, request, change)}
<section class="stack" aria-labelledby="conversation"><h2 class="hidden" id="conversation">${visit.t(
      'Conversation',
    )}</h2><div class="columns"><div class="stack">${conversation(visit, request, placeIn(visit, change))}</div>
${requestSide(visit, request, change)}</div></section>
${change ? changes(visit, request, change) : noChange(visit)}`,
  })
})

function tabs(visit: RepositoryVisit, request: ReadRequest, change: RequestedChange | null): Html {
  const commits = { text: visit.t('Commits'), href: '#commits', isHere: false }
  const files = { text: visit.t('Files'), href: '#files', isHere: false }
  return innerTabs(visit.t('Pull request'), [
    {
      text: visit.t('Conversation'),
      href: '#conversation',
      isHere: true,
      count: request.said.filter(({ text }) => text !== '').length,
    },
    ...(change
      ? [
          { ...commits, count: request.request.commits.length },
          { ...files, count: change.diff.files.length + change.diff.hidden },
        ]
      : []),
  ])
}

/** From a comment to the line of the diff that it is about. */
function placeIn(visit: RepositoryVisit, change: RequestedChange | null): (comment: RequestComment) => Html | null {
  return ({ id, place }) => {
    if (!place) return null
    const text = visit.t('{path}, line {line}', { path: place.path, line: place.line })
    const isShown = change && requestNotes(change, [{ id, place }]).size > 0
    return isShown ? html`<a href="#line-of-${commentId({ id })}">${text}</a>` : html`${text}`
  }
}

function changes(visit: RepositoryVisit, request: ReadRequest, change: RequestedChange): Html {
  const { source, commits, people, numbers } = change
  const more = request.request.commits.length - commits.length
  const to = (query: Parameters<typeof choicesQuery>[0]) => `${pullRequestAddress(visit, request)}${queryText(query)}`
  return html`<section class="stack tight" aria-labelledby="commits"><h2 id="commits">${visit.t('Commits')}</h2>
${commitLog(source, { commits, people, numbers, refs: new Map(), graph: null })}
${more > 0 && html`<p class="muted">${visit.t('and {more} more', { more })}</p>`}</section>
${requestDiff(visit, request, change, to)}`
}

function queryText(choices: Parameters<typeof choicesQuery>[0]): string {
  const pairs = Object.entries(choicesQuery(choices)).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  )
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}

function noChange(visit: RepositoryVisit): Html {
  return html`<div class="notice warn">${icon(visit, 'triangle-alert')}<div class="grow">
${visit.t('The commits of this pull request are no longer in the repository it came from.')}</div></div>`
}
