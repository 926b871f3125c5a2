import { isProblem, Problem } from '#std/problem.ts'
import type { CommitId } from '#vcs/repository.ts'
import type { RepositoryVisit } from './visit.ts'

/** The commit that an address names; a sentence for the visitor where there is none. */
export async function commitNamed(visit: RepositoryVisit, name: string): Promise<CommitId> {
  try {
    return await visit.vcs.resolve(name)
  } catch (caught) {
    if (!isProblem(caught, 'not-found')) throw caught
    throw new Problem('not-found', 'this repository has no such revision', { name }, caught)
  }
}

/** What was looked for; null where a repository has no such thing. */
export async function ifThere<Value>(look: () => Promise<Value>): Promise<Value | null> {
  try {
    return await look()
  } catch (caught) {
    if (isProblem(caught, 'not-found')) return null
    throw caught
  }
}

/** Runs what looks for a path; a sentence for the visitor where there is none. */
export async function atPath<Value>(path: string, look: () => Promise<Value>): Promise<Value> {
  try {
    return await look()
  } catch (caught) {
    if (!isProblem(caught, 'not-found')) throw caught
    throw new Problem('not-found', 'there is no such file or folder at this revision', { path }, caught)
  }
}
