import type { Commit, CommitId, Refs } from '#vcs/repository.ts'
import { peopleOf, readNumbers } from '../../commits.ts'
import { choicesQuery, type DiffChoices, diffOptions, readDiffChoices } from '../../diff-choices.ts'
import { readDiff, type ShownDiff } from '../../diff-reading.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { People } from '../../ui/author.ts'
import { changedFiles } from '../../ui/changed-files.ts'
import { commitAddress, type Numbers } from '../../ui/commit-line.ts'
import { subjectText } from '../../ui/commit-message.ts'
import { commitHead } from '../../ui/commit-head.ts'
import { diffFiles, type DiffLinks } from '../../ui/diff.ts'
import { diffTools } from '../../ui/diff-tools.ts'
import { filesAddress } from '../../ui/folder.ts'
import { layout } from '../../ui/layout.ts'
import { refsByCommit, shortId } from '../../ui/refs.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import type { RepositoryVisit } from '../../visit.ts'

export const commit = page(routes.repository.commit, 'repository.read', async visit => {
  const { vcs, site } = visit
  const id = await commitNamed(visit, visit.params.revision)
  const shown = await vcs.commit(id)
  const choices = readDiffChoices(visit.query)
  const parent = shown.parents[0] ?? null
  const limit = choices.everything ? null : site.config.cutOffLimit
  const [children, refs, people, numbers, diff] = await Promise.all([
    vcs.children(id),
    vcs.refs(),
    peopleOf(site, [shown]),
    readNumbers(visit, [id]),
    readDiff(vcs.diff(parent, id, diffOptions(choices)), limit),
  ])
  return show(visit, { commit: shown, children, refs, people, numbers, diff, choices })
})

interface Contents {
  readonly commit: Commit
  readonly children: readonly CommitId[]
  readonly refs: Refs
  readonly people: People
  readonly numbers: Numbers
  readonly diff: ShownDiff
  readonly choices: DiffChoices
}

function show(visit: RepositoryVisit, contents: Contents): Html {
  const { commit: shown, children, refs, people, numbers, diff, choices } = contents
  const marks = refsByCommit(refs).get(shown.id) ?? []
  return layout(visit, {
    title: `${subjectText(visit, shown.message)} · ${shortId(visit, shown.id)}`,
    frame: repositoryFrame(visit, 'changelog'),
    styles: ['code.css', 'diff.css'],
    width: 'wide',
    current: 'repositories',
    head: html`<link rel="canonical" href="${commitAddress(visit, shown.id)}">
`,
    main: html`${commitHead(visit, { commit: shown, children, refs: marks, people, numbers })}
${diffTools(visit, shown.id, diff, choices)}
<div class="with-side with-tree">${changedFiles(
      visit,
      diff.files.map(file => file.diff),
    )}
<div class="stack">${diff.cut && cutNotice(visit, shown, choices)}
${diffFiles(visit, diff.files, linksOf(visit, shown, choices))}${
  diff.hidden > 0 &&
  html`<p class="muted">${visit.t('and {count} more files, which are not listed', { count: diff.hidden })}</p>`
}</div></div>`,
  })
}

function cutNotice(visit: RepositoryVisit, shown: Commit, choices: DiffChoices): Html | null {
  if (choices.everything) return null
  const reason = visit.t('This change is too large to be shown at once, so the rest was cut off.')
  return html`<div class="notice warn"><div class="grow">${reason}
<a href="${everything(visit, shown, choices)}">${visit.t('Show the full diff anyway')}</a></div></div>`
}

function everything(visit: RepositoryVisit, { id }: Commit, choices: DiffChoices): string {
  const at = { repository: visit.repository.name, revision: id }
  return visit.to(routes.repository.commit, at, choicesQuery({ ...choices, everything: true }))
}

function linksOf(visit: RepositoryVisit, shown: Commit, choices: DiffChoices): DiffLinks {
  const parent = shown.parents[0]
  return {
    layout: choices.layout,
    before: diff => (diff.operation === 'added' || !parent ? null : filesAddress(visit, parent, diff.oldPath)),
    after: diff => (diff.operation === 'removed' ? null : filesAddress(visit, shown.id, diff.newPath)),
    everything: everything(visit, shown, choices),
  }
}
