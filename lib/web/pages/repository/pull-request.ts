import { type ReadRequest, readRequest } from '#domain/pull-requests.ts'
import { Problem } from '#std/problem.ts'
import { choicesQuery, type DiffChoices } from '../../diff-choices.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { pullRequestAddress } from '../../pull-request-address.ts'
import { readChange, type RequestedChange } from '../../request-reading.ts'
import { routes } from '../../routes.ts'
import { requestSide } from '../../ui/request-side.ts'
import { conversation } from '../../ui/conversation.ts'
import { type LineNotes, linePlace, placeNotes } from '../../ui/line-notes.ts'
import { requestDiff } from '../../ui/request-diff.ts'
import { diffPage } from '../../ui/diff-page.ts'
import { icon } from '../../ui/icon.ts'
import { commitLog } from '../../ui/log.ts'
import { requestHead } from '../../ui/request-head.ts'
import { innerTabs } from '../../ui/tabs.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** What somebody wants to bring in, and what others say of it. */
export const pullRequest = page(routes.repository.pullRequest, 'repository.read', async visit => {
  const { id } = visit.params
  if (!/^\d{1,9}$/.test(id)) throw new Problem('not-found', 'there is no such pull request here')
  const request = await readRequest(visit.site, visit.repository, Number(id))
  const change = await readChange(visit, request)
  const notes = change ? placeNotes(change.diff, request.said) : new Map()
  const { title } = request.request
  return diffPage(visit, 'pullRequests', {
    title: `${title || visit.t('(no title)')} · #${id}`,
    head: html`<link rel="canonical" href="${pullRequestAddress(visit, request)}">
`,
    main: html`${requestHead(visit, request)}
${tabs(visit, request, change)}
<section class="stack" aria-labelledby="conversation"><h2 class="hidden" id="conversation">${visit.t(
      'Conversation',
    )}</h2><div class="columns"><div class="stack">${conversation(visit, request, linePlace(visit, notes))}</div>
${requestSide(visit, request, change)}</div></section>
${change ? changes(visit, request, { change, notes }) : noChange(visit)}`,
  })
})

function tabs(visit: RepositoryVisit, request: ReadRequest, change: RequestedChange | null): Html {
  const tab = (name: string, text: string, count: number) => ({ text, href: `#${name}`, isHere: false, count })
  const talk = tab('conversation', visit.t('Conversation'), request.comments)
  const parts = change && [
    tab('commits', visit.t('Commits'), request.request.commits.length),
    tab('files', visit.t('Files'), change.diff.list.length),
  ]
  return innerTabs(visit.t('Pull request'), [{ ...talk, isHere: true }, ...(parts ?? [])])
}

interface Noted {
  readonly change: RequestedChange
  readonly notes: LineNotes
}

function changes(visit: RepositoryVisit, request: ReadRequest, { change, notes }: Noted): Html {
  const { source, commits, people, numbers, reviews } = change
  const more = request.request.commits.length - commits.length
  const to = (choices: DiffChoices) => pullRequestAddress(visit, request, choicesQuery(choices))
  return html`<section class="stack tight" aria-labelledby="commits"><h2 id="commits">${visit.t('Commits')}</h2>
${commitLog(source, { commits, people, numbers, reviews, refs: new Map(), graph: null })}
${more > 0 && html`<p class="muted">${visit.t('and {more} more', { more })}</p>`}</section>
${requestDiff(visit, change, notes, to)}`
}

function noChange(visit: RepositoryVisit): Html {
  return html`<div class="notice warn">${icon(visit, 'triangle-alert')}<div class="grow">
${visit.t('The commits of this pull request are no longer in the repository it came from.')}</div></div>`
}
