import type { CommitId, Ref, Refs } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { icon } from './icon.ts'

const icons = { branch: 'git-branch', 'closed-branch': 'git-branch', tag: 'tag', bookmark: 'bookmark' } as const

/** The label of a branch, tag or bookmark; leads to its history. */
export function refLabel(visit: RepositoryVisit, ref: Pick<Ref, 'kind' | 'name'>): Html {
  const sign = icon(visit, icons[ref.kind])
  return html`<a class="label ref" href="${refHistory(visit, ref)}">${sign}<span>${ref.name}</span></a>`
}

/** The history of a branch, tag or bookmark. */
export function refHistory(visit: RepositoryVisit, { kind, name }: Pick<Ref, 'kind' | 'name'>): string {
  const repository = visit.repository.name
  if (kind !== 'tag' && kind !== 'bookmark')
    return visit.to(routes.repository.changelog, { repository }, { branch: name })
  return visit.to(routes.repository.changelogOf, { repository, revision: name, path: '' })
}

/** What stands at each commit. hg's `tip` is left out: it is a tag that nobody made. */
export function refsByCommit(refs: Refs): ReadonlyMap<CommitId, readonly Ref[]> {
  const found = new Map<CommitId, Ref[]>()
  for (const ref of allRefs(refs)) {
    const there = found.get(ref.commit)
    if (there) there.push(ref)
    else found.set(ref.commit, [ref])
  }
  return found
}

export function listTags(refs: Refs): readonly Ref[] {
  return refs.tags.filter(tag => tag.name !== 'tip')
}

function allRefs(refs: Refs): readonly Ref[] {
  return [...refs.branches, ...refs.closedBranches, ...refs.bookmarks, ...listTags(refs)]
}

interface RefChoice {
  readonly refs: Refs
  /** What the page stands at: a name, or an id when none was asked for. */
  readonly current: string
  /** The address of this page at another branch, tag or bookmark. */
  readonly to: (name: string, kind: Ref['kind']) => string
  /** The page without any of them, and what that is called. */
  readonly none?: { readonly text: string; readonly to: string }
}

/** More of them would outweigh the page. */
const most = 500

/** The menu that shows the same page at another branch, tag or bookmark. */
export function refChooser(visit: RepositoryVisit, choice: RefChoice): Html {
  const offered = allRefs(choice.refs)
  const current = offered.find(ref => ref.name === choice.current)
  const name = current?.name ?? (shortened(visit, choice.current) || choice.none?.text)
  return html`<details class="drop start" data-key="w"><summary class="button">
${icon(visit, icons[current?.kind ?? 'branch'])}<span class="line">${name}</span>
${icon(visit, 'chevron-down')}</summary>
<div class="panel stack tight"><label class="hidden" for="ref-filter">${visit.t('Filter')}</label>
<input class="script" id="ref-filter" type="search" placeholder="${visit.t('Branch or tag')}" data-filter="#refs li">
<ul id="refs">${choice.none && withoutRef(visit, choice.none, choice.current === '')}
${offered.slice(0, most).map(ref => offer(visit, ref, choice))}</ul>${
    offered.length > most &&
    html`<p class="muted small">${visit.t('and {count} more', { count: offered.length - most })}</p>`
  }</div></details>`
}

function withoutRef(visit: RepositoryVisit, { text, to }: NonNullable<RefChoice['none']>, isCurrent: boolean): Html {
  return html`<li><a href="${to}"${isCurrent && html` aria-current="true"`}>${icon(visit, 'history')}${text}</a></li>`
}

function offer(visit: RepositoryVisit, ref: Ref, { current, to }: RefChoice): Html {
  const closed = ref.kind === 'closed-branch' && html`<span class="muted small">${visit.t('closed')}</span>`
  return html`<li><a href="${to(ref.name, ref.kind)}"${ref.name === current && html` aria-current="true"`}>
${icon(visit, icons[ref.kind])}${ref.name}${closed}</a></li>`
}

function shortened(visit: RepositoryVisit, name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? shortId(visit, name) : name
}

/** As many digits of an id as the settings say. */
export function shortId(visit: RepositoryVisit, id: string): string {
  return id.slice(0, visit.site.config.showShaLength)
}
