import type { CommitId } from '#vcs/repository.ts'
import { type DiffChoices, diffOptions } from './diff-choices.ts'
import { diffLimit, readDiff, type ShownDiff } from './diff-reading.ts'
import { diffSource } from './diff-source.ts'
import { kept } from './kept.ts'
import type { RepositoryVisit } from './visit.ts'

type Ids = readonly [CommitId | null, CommitId]

/** Where the first of two commits is, if that is not here. */
type Elsewhere = Pick<RepositoryVisit, 'vcs' | 'repository'>

/** What differs between two commits, as much as a page shows of it. */
export function readDifference(
  { site, vcs }: RepositoryVisit,
  ids: Ids,
  choices: DiffChoices,
  elsewhere?: Elsewhere,
): Promise<ShownDiff> {
  const options = { ...diffOptions(choices), ...(elsewhere && { source: elsewhere.vcs }) }
  return readDiff(diffSource(vcs, ids, options), choices.start, diffLimit(choices.everything, site.config.cutOffLimit))
}

/** The same, read and coloured at the first visit. */
export function readKeptDifference(
  visit: RepositoryVisit,
  ids: Ids,
  choices: DiffChoices,
  elsewhere?: Elsewhere,
): Promise<ShownDiff> {
  const places = [elsewhere?.repository.id ?? '', visit.repository.id]
  const key = ['difference', ...places, ...ids, JSON.stringify({ ...choices, layout: null })].join(' ')
  return kept(visit.site, key, () => readDifference(visit, ids, choices, elsewhere), sizeOf)
}

/** Colours make three characters of one. */
function sizeOf({ list, cost }: ShownDiff): number {
  return 3 * cost + list.reduce((sum, { newPath }) => sum + newPath.length + 100, 0)
}
