import type { Commit, Ref } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { icon } from './icon.ts'
import { refLabel } from './refs.ts'

/** What is to be said of a commit besides its words: what points at it, its phase, where it came from. */
export function commitMarks(visit: RepositoryVisit, commit: Commit, refs: readonly Ref[]): readonly Html[] {
  const { can } = visit.vcs
  const branch = commit.branch
  const isNamed = branch !== null && can.namedBranches && branch !== 'default' && !refs.some(ref => ref.name === branch)
  const source = commit.extra['source'] ?? commit.extra['transplant_source']
  return [
    ...refs.map(ref => refLabel(visit, ref)),
    ...(isNamed ? [refLabel(visit, { kind: 'branch', name: branch })] : []),
    ...(can.phases && commit.phase !== 'public'
      ? [html`<span class="label info">${visit.t(commit.phase)}</span>`]
      : []),
    ...(commit.closesBranch ? [html`<span class="label">${visit.t('closes its branch')}</span>`] : []),
    ...(source ? [html`<span class="label">${icon(visit, 'git-commit-horizontal')}${visit.t('graft')}</span>`] : []),
  ]
}
