import { countCommentsOnRequests, listCommentsOnRequest } from '#db/comments.ts'
import {
  findPullRequest,
  listPullRequestsAround,
  listPullRequestsOf,
  listReviewers,
  type PullRequestRow,
} from '#db/pull-requests.ts'
import { listRepositories, type RepositoryRow } from '#db/repositories.ts'
import type { UserRow } from '#db/users.ts'
import { listVotesOnRequests, type VoteRow, type VoteState } from '#db/votes.ts'
import { Problem } from '#std/problem.ts'
import { type Comment, joinComments, usersById } from './comments.ts'
import type { Permissions } from './permissions.ts'
import type { Site } from './site.ts'

export type { PullRequestRow, VoteState }

export interface Reviewer {
  readonly user: UserRow
  /** null who has not voted. */
  readonly vote: VoteState | null
}

export interface RequestInList {
  readonly request: PullRequestRow
  readonly owner: UserRow | null
  readonly source: RepositoryRow
  readonly target: RepositoryRow
  readonly reviewers: readonly Reviewer[]
  readonly result: VoteState
  /** Comments with words. */
  readonly comments: number
}

export interface ReadRequest extends RequestInList {
  /** The oldest first; those without words and vote are left out. */
  readonly said: readonly Comment[]
}

/** Into a repository, or from it, as far as somebody may see the repository it would change. */
export async function listRequestsOf(
  site: Pick<Site, 'db'>,
  repository: RepositoryRow,
  { side, permissions }: { readonly side: 'into' | 'from'; readonly permissions: Permissions },
): Promise<readonly RequestInList[]> {
  return complete(site, await listPullRequestsOf(site.db, repository.id, side), permissions)
}

export interface OwnRequests {
  readonly made: readonly RequestInList[]
  /** He is asked, they are open, and he has neither approved nor rejected. */
  readonly waiting: readonly RequestInList[]
  /** He is asked, and has answered or is too late. */
  readonly answered: readonly RequestInList[]
}

export async function listOwnRequests(
  site: Pick<Site, 'db'>,
  user: UserRow,
  permissions: Permissions,
): Promise<OwnRequests> {
  const all = await complete(site, await listPullRequestsAround(site.db, user.id), permissions)
  const ownVote = ({ reviewers }: RequestInList) => reviewers.find(({ user: { id } }) => id === user.id)?.vote
  const isAsked = (one: RequestInList) => ownVote(one) !== undefined
  const isWaiting = (one: RequestInList) => {
    const vote = ownVote(one)
    return !one.request.closed && vote !== 'approved' && vote !== 'rejected'
  }
  return {
    made: all.filter(({ request }) => request.ownerId === user.id),
    waiting: all.filter(one => isAsked(one) && isWaiting(one)),
    answered: all.filter(one => isAsked(one) && !isWaiting(one)),
  }
}

/** A request that would change this repository. */
export async function readRequest(site: Pick<Site, 'db'>, repository: RepositoryRow, id: number): Promise<ReadRequest> {
  const request = await findPullRequest(site.db, id)
  if (request?.target.repositoryId !== repository.id) throw missing()
  const known = { users: await usersById(site), votes: await listVotesOnRequests(site.db, [id]) }
  const [listed] = await join(site, [request], known)
  if (!listed) throw missing()
  const { users } = known
  const said = joinComments(await listCommentsOnRequest(site.db, id), users, known.votes)
  return { ...listed, said }
}

function missing(): Problem {
  return new Problem('not-found', 'there is no such pull request here')
}

async function complete(
  site: Pick<Site, 'db'>,
  requests: readonly PullRequestRow[],
  permissions: Permissions,
): Promise<readonly RequestInList[]> {
  const votes = await listVotesOnRequests(
    site.db,
    requests.map(({ id }) => id),
  )
  const joined = await join(site, requests, { users: await usersById(site), votes })
  return joined.filter(({ target }) => permissions.repository(target) !== 'none')
}

async function join(
  { db }: Pick<Site, 'db'>,
  requests: readonly PullRequestRow[],
  { users, votes }: { readonly users: ReadonlyMap<number, UserRow>; readonly votes: readonly VoteRow[] },
): Promise<readonly RequestInList[]> {
  const ids = requests.map(({ id }) => id)
  const repositories = new Map((await listRepositories(db)).map(row => [row.id, row]))
  const asked = await listReviewers(db, ids)
  const comments = await countCommentsOnRequests(db, ids)
  return requests.flatMap(request => {
    const source = repositories.get(request.source.repositoryId)
    const target = repositories.get(request.target.repositoryId)
    if (!source || !target) return []
    const reviewers = asked
      .filter(({ requestId }) => requestId === request.id)
      .flatMap(({ userId }) => users.get(userId) ?? [])
      .map(user => ({ user, vote: voteOf(votes, request, user) }))
    const owner = users.get(request.ownerId) ?? null
    return {
      request,
      owner,
      source,
      target,
      reviewers,
      result: resultOf(reviewers),
      comments: comments.get(request.id) ?? 0,
    }
  })
}

/** What somebody said last. */
function voteOf(votes: readonly VoteRow[], { id }: PullRequestRow, user: UserRow): VoteState | null {
  return votes.find(vote => vote.requestId === id && vote.userId === user.id)?.state ?? null
}

/** Only who is asked counts. */
function resultOf(reviewers: readonly Reviewer[]): VoteState {
  if (reviewers.some(({ vote }) => vote === 'rejected')) return 'rejected'
  return reviewers.length > 0 && reviewers.every(({ vote }) => vote === 'approved') ? 'approved' : 'under_review'
}
