import { countCommentsOnCommits, findComments, listCommentsOnCommit } from '#db/comments.ts'
import { findPullRequests } from '#db/pull-requests.ts'
import { listRepositories, type RepositoryRow } from '#db/repositories.ts'
import type { UserRow } from '#db/users.ts'
import { listLastVotes, listVotesOnCommit, type VoteRow, type VoteState } from '#db/votes.ts'
import { type Comment, joinComments, usersById } from './comments.ts'
import type { Permissions } from './permissions.ts'
import type { RequestInList } from './pull-requests.ts'
import type { Site } from './site.ts'

/** A pull request that somebody may see. */
export type SeenRequest = Pick<RequestInList, 'request' | 'target'>

/** What people think of a commit: the last vote, whoever gave it, and how much was said. */
export interface CommitReview {
  readonly vote: CommitVote | null
  /** With words, on the commit itself. */
  readonly comments: number
}

export interface CommitVote {
  readonly state: VoteState
  readonly user: UserRow | null
  /** Where it was given; null for a vote on the commit itself, and where the visitor may not look. */
  readonly request: SeenRequest | null
}

interface Place {
  readonly repository: RepositoryRow
  readonly permissions: Permissions
}

/** Of these commits those that something was said or thought of. */
export async function listCommitReviews(
  site: Pick<Site, 'db'>,
  { repository, permissions }: Place,
  commits: readonly string[],
): Promise<ReadonlyMap<string, CommitReview>> {
  const counts = await countCommentsOnCommits(site.db, repository.id, commits)
  const votes = await listLastVotes(site.db, repository.id, commits)
  if (counts.size + votes.length === 0) return new Map()
  const [users, requests] = [await usersById(site), await seenRequests(site, permissions, votes)]
  const byCommit = new Map(votes.map(vote => [vote.commit, joinVote(vote, users, requests)]))
  return new Map(
    [...new Set([...counts.keys(), ...byCommit.keys()])].map(commit => [
      commit,
      { vote: byCommit.get(commit) ?? null, comments: counts.get(commit) ?? 0 },
    ]),
  )
}

export interface CommitComment extends Comment {
  /** Where it was said; null for what was said of the commit itself. */
  readonly request: SeenRequest | null
}

export interface ReadCommitReview extends CommitReview {
  /** What was said of it and how people voted, here and in pull requests, the oldest first. */
  readonly said: readonly CommitComment[]
}

/** Of a vote in a pull request that the visitor may not see, the words are left out. */
export async function readCommitReview(
  site: Pick<Site, 'db'>,
  { repository, permissions }: Place,
  commit: string,
): Promise<ReadCommitReview> {
  const own = await listCommentsOnCommit(site.db, repository.id, commit)
  const votes = await listVotesOnCommit(site.db, repository.id, commit)
  if (own.length + votes.length === 0) return { vote: null, comments: 0, said: [] }
  const known = new Set(own.map(({ id }) => id))
  const others = votes.map(({ commentId }) => commentId).filter(id => !known.has(id))
  const [users, requests] = [await usersById(site), await seenRequests(site, permissions, votes)]
  const rows = [...own, ...(await findComments(site.db, others))].toSorted((a, b) => a.id - b.id)
  const said = joinComments(rows, users, votes).map(comment => {
    const request = (comment.requestId !== null && requests.get(comment.requestId)) || null
    return { ...comment, request, text: comment.requestId === null || request ? comment.text : '' }
  })
  const [last] = votes
  const comments = own.filter(({ text }) => text !== '').length
  return { vote: last ? joinVote(last, users, requests) : null, comments, said }
}

function joinVote(
  { state, userId, requestId }: VoteRow,
  users: ReadonlyMap<number, UserRow>,
  requests: ReadonlyMap<number, SeenRequest>,
): CommitVote {
  return {
    state,
    user: users.get(userId) ?? null,
    request: (requestId !== null && requests.get(requestId)) || null,
  }
}

async function seenRequests(
  { db }: Pick<Site, 'db'>,
  permissions: Permissions,
  votes: readonly VoteRow[],
): Promise<ReadonlyMap<number, SeenRequest>> {
  const ids = [...new Set(votes.flatMap(({ requestId }) => requestId ?? []))]
  if (ids.length === 0) return new Map()
  const repositories = new Map((await listRepositories(db)).map(row => [row.id, row]))
  const seen = (await findPullRequests(db, ids)).flatMap(request => {
    const target = repositories.get(request.target.repositoryId)
    return target && permissions.repository(target) !== 'none' ? [[request.id, { request, target }] as const] : []
  })
  return new Map(seen)
}
