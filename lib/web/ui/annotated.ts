import type { AnnotatedGroup, Annotation } from '../annotating.ts'
import { type Html, html } from '../html.ts'
import { lineNumber } from '../line-number.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { authorName, type People } from './author.ts'
import { commitAddress } from './commit-line.ts'
import { subjectText } from './commit-message.ts'
import { icon } from './icon.ts'
import { avatar } from './person.ts'
import { shortId } from './refs.ts'

/** The address of the same page at another revision. */
export function annotateAddress(visit: RepositoryVisit, revision: string, path: string): string {
  return visit.to(routes.repository.annotate, { repository: visit.repository.name, revision, path })
}

/** Numbered lines, each with who wrote it, in which commit and when. */
export function annotatedTable(visit: RepositoryVisit, { groups, people }: Annotation): Html {
  const columns = [visit.t('Commit'), visit.t('When'), visit.t('Line'), visit.t('Text')]
  return html`<div class="scroll"><table class="code annotate">
<caption class="hidden">${visit.t('Who wrote which line')}</caption>
<thead class="hidden"><tr>${columns.map(column => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>
${groups.map(group => group.lines.map((line, index) => row(visit, { people, group, line, index }))).flat()}
</tbody></table></div><footer><span>${visit.t('newer')} <span class="key-heat" aria-hidden="true">
<i class="heat1"></i><i class="heat2"></i><i class="heat3"></i><i class="heat4"></i></span>
${visit.t('older')}</span></footer>`
}

interface Row {
  readonly people: People
  readonly group: AnnotatedGroup
  readonly line: Html
  /** Its place in the group. */
  readonly index: number
}

function row(visit: RepositoryVisit, { people, group, line, index }: Row): Html {
  const number = group.first + index
  const isFirst = index === 0
  return html`<tr id="L${number}"${isFirst && html` class="first"`}>
<td class="who heat${group.heat}">${isFirst && who(visit, group, people)}</td>
<td class="when min-m">${isFirst && when(visit, group)}</td>
<th class="n" scope="row">${lineNumber({ id: `L${number}`, number, isStop: number === 1 })}</th>
<td class="c">${line}</td></tr>
`
}

function who(visit: RepositoryVisit, { commit }: AnnotatedGroup, people: People): Html {
  const name = authorName(people, commit.author)
  const subject = subjectText(visit, commit.message)
  return html`${avatar(name)} <a href="${commitAddress(visit, commit.id)}" title="${`${name}: ${subject}`}">
<span class="hidden">${name}: </span>${subject}</a>`
}

function when(visit: RepositoryVisit, { commit, path, line }: AnnotatedGroup): Html {
  if (commit.parents.length === 0) return age(visit, commit.date)
  const at = { repository: visit.repository.name, revision: commit.id, path }
  const label = visit.t('Annotate before {commit}', { commit: shortId(visit, commit.id) })
  return html`${age(visit, commit.date)} <a href="${visit.to(routes.repository.annotate, at, { before: 1 })}#L${line}"
 rel="nofollow" aria-label="${label}" title="${visit.t('Before this change')}">${icon(visit, 'history')}</a>`
}
