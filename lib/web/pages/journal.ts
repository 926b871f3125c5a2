import { type JournalEntry, listFollowedJournal } from '#domain/journal.ts'
import { Problem } from '#std/problem.ts'
import { absolute } from '../absolute.ts'
import { type Feed, type FeedEntry, feedReply, findFormat } from '../feed.ts'
import { type Html, html } from '../html.ts'
import { journalWords } from '../journal-words.ts'
import { askedPage } from '../page-of.ts'
import { page } from '../page.ts'
import type { Reply } from '../reply.ts'
import { routes } from '../routes.ts'
import { feedAnchors, feedHead } from '../ui/feed-links.ts'
import { icon } from '../ui/icon.ts'
import { journalFacts } from '../ui/journal-facts.ts'
import { journalList } from '../ui/journal-list.ts'
import { layout, siteTitle } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { fullName } from '../ui/person.ts'
import type { Visit } from '../visit.ts'

/** What happens where somebody follows. */
export const own = page(routes.journal.own, 'user', visit => show(visit, ownJournal))

/** The same, for strangers too: for them the default user follows. */
export const everybody = page(routes.journal.everybody, 'visitor', visit => show(visit, publicJournal))

export const ownFeed = page(routes.journal.ownFeed, 'user', visit => tell(visit, ownJournal, visit.params.format))

export const everybodyFeed = page(routes.journal.everybodyFeed, 'visitor', visit =>
  tell(visit, publicJournal, visit.params.format),
)

export const oldAtom = page(routes.journal.oldAtom, 'visitor', visit => tell(visit, publicJournal, 'atom'))

export const oldRss = page(routes.journal.oldRss, 'visitor', visit => tell(visit, publicJournal, 'rss'))

const ownJournal = { title: 'Journal', page: routes.journal.own, feed: routes.journal.ownFeed } as const
const publicJournal = {
  title: 'Public journal',
  page: routes.journal.everybody,
  feed: routes.journal.everybodyFeed,
} as const

type Journal = typeof ownJournal | typeof publicJournal

const size = 20

async function show(visit: Visit, journal: Journal): Promise<Html> {
  const filter = visit.query.get('filter')?.trim() ?? ''
  const number = askedPage(visit.query)
  const part = { filter, offset: (number - 1) * size, limit: size + 1 }
  const found = await listFollowedJournal(visit.site, visit.visitor, part)
  const entries = found.slice(0, size)
  const feeds = feedsOf(visit, journal)
  const to = (other: number) => visit.to(journal.page, {}, { filter: filter || null, page: other })
  const pages = { page: number, size, shown: entries.length, total: null, hasMore: found.length > size, to }
  return layout(visit, {
    title: visit.t(journal.title),
    current: 'journal',
    head: feedHead(visit.t(journal.title), feeds),
    main: html`<div class="stack"><div class="bar"><h1>${visit.t(journal.title)}</h1>
<span class="end">${feedAnchors(visit, feeds)}</span></div>
${filterForm(visit, journal, filter)}
${entries.length === 0 ? nothing(visit, filter) : journalList(visit, entries)}
${pager(visit, pages)}</div>`,
  })
}

/** A feed reader has no session: whose journal it is, the key tells. */
function feedsOf(visit: Visit, { feed }: Journal) {
  const query = { api_key: visit.visitor.kind === 'user' ? visit.visitor.user?.apiKey : null }
  return { atom: visit.to(feed, { format: 'atom' }, query), rss: visit.to(feed, { format: 'rss' }, query) }
}

function filterForm(visit: Visit, journal: Journal, filter: string): Html {
  return html`<form class="stack tight" method="get" action="${visit.to(journal.page, {})}"><div class="bar">
<label class="hidden" for="filter">${visit.t('Filter')}</label>
<input class="grow" id="filter" type="search" name="filter" value="${filter}" maxlength="500"
placeholder="repository:sensor* AND action:push*" aria-describedby="filter-help">
<button class="button" type="submit">${visit.t('Filter')}</button></div>
<details class="fold"><summary>${visit.t('What a filter may say')}</summary>
<p class="muted small" id="filter-help">
${visit.t('The name of a repository, or repository:, username:, action:, ip: and a word; * stands for any letters.')}
${visit.t('date:20261124, date:202611, date:[20261101 TO 20261115]. Words are joined by AND and OR.')}</p></details>
</form>`
}

function nothing(visit: Visit, filter: string): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'activity')}
<h2>${filter === '' ? visit.t('Nothing has happened yet') : visit.t('Nothing fits this filter')}</h2>
<p>${visit.t('Here is what happens in repositories that you follow, and what people do whom you follow.')}</p>
</div></div>`
}

async function tell(visit: Visit, journal: Journal, name: string): Promise<Reply> {
  const format = findFormat(name)
  if (!format) throw new Problem('not-found', 'there is no such feed')
  const found = await listFollowedJournal(visit.site, visit.visitor, { filter: '', offset: 0, limit: size })
  const title = `${siteTitle(visit)} ${journal === ownJournal ? 'Journal' : 'Public Journal'} ${format} feed`
  const link = absolute(visit, journal.feed, { format: 'atom' })
  const told: Feed = {
    title,
    description: title,
    link,
    entries: found.map(each => entry(visit, link, each)),
    now: visit.now,
  }
  return feedReply(format, told)
}

/** Kallithea's link is the same for all that happened to a repository; the mark tells one from the other. */
function entry(visit: Visit, journal: string, found: JournalEntry): FeedEntry {
  const { row, user, repository } = found
  const name = user ? fullName(user) : row.username
  const facts = journalFacts({ t: visit.t, to: (...address) => absolute(visit, ...address) }, found)
  return {
    title: `${name} - ${journalWords(row.action).text} ${row.repositoryName}`.trim(),
    link: repository ? absolute(visit, routes.repository.changelog, { repository: repository.name }) : journal,
    mark: `/${row.id}`,
    author: { name, email: user?.email ?? '' },
    date: row.when,
    summary: html`${facts.map(fact => html`${fact} `)}`,
  }
}
