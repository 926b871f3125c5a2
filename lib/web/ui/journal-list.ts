import type { JournalEntry } from '#domain/journal.ts'
import { type Html, html } from '../html.ts'
import { journalWords } from '../journal-words.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { dayOf, dayText } from './day.ts'
import { icon } from './icon.ts'
import { journalFacts } from './journal-facts.ts'
import { fullName, person } from './person.ts'

/** Who did what, day by day. */
export function journalList(visit: Visit, entries: readonly JournalEntry[]): readonly Html[] {
  const days = Map.groupBy(entries, ({ row }) => dayOf(row.when))
  return [...days].map(([day, those]) => {
    const id = `day-${day}`
    return html`<section class="stack tight" aria-labelledby="${id}">
<h2 id="${id}">${those[0] && dayText(visit, those[0].row.when)}</h2>
<div class="box"><ul class="list">${those.map(entry => item(visit, entry))}</ul></div></section>
`
  })
}

function item(visit: Visit, entry: JournalEntry): Html {
  const { row, user } = entry
  const { sign, tone, text } = journalWords(row.action)
  const facts = journalFacts(visit, entry).map(fact => html` ${fact}`)
  return html`<li>${icon(visit, sign, tone && `tone ${tone}`)}<p class="grow">
${person(user ? fullName(user) : row.username)} ${visit.t(text)} ${place(visit, entry)}${facts}</p>
<span class="muted small">${age(visit, row.when)}</span></li>
`
}

/** What it was done to: a repository by the name that it has now, or that it had. */
function place(visit: Visit, { row, repository }: JournalEntry): Html | null {
  if (row.repositoryName === '' && !repository) return null
  if (!repository) return html`<code>${row.repositoryName}</code>`
  const address = visit.to(routes.repository.summary, { repository: repository.name })
  return html`<a href="${address}">${repository.name}</a>`
}
