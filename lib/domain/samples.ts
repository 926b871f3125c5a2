import path from 'node:path'
import { mkdir } from 'node:fs/promises'
import { isProblem } from '#std/problem.ts'
import type { Vcs } from '#vcs/open.ts'
import type { CommitId, Repository } from '#vcs/repository.ts'
import { sampleHistory } from './sample-history.ts'

export interface Samples {
  readonly vcs: Pick<Vcs, 'create' | 'cloneInto' | 'tools'>
  /** The folder of all repositories. */
  readonly root: string
  /** A git repository of ours to show a copy of; null where there is none. */
  readonly project: string | null
  readonly say?: (line: string) => void
}

/** Repositories to look at on a new site. Answers the names of those that were made; what is there already is kept. */
export async function makeSampleRepositories({
  vcs,
  root,
  project,
  say = () => {},
}: Samples): Promise<readonly string[]> {
  const made: string[] = []
  const { git, hg } = await vcs.tools()
  const make = async (name: string, how: (folder: string) => Promise<unknown>): Promise<void> => {
    const folder = path.join(root, name)
    await mkdir(path.dirname(folder), { recursive: true })
    say(`making the repository ${name}`)
    try {
      await how(folder)
      made.push(name)
    } catch (error) {
      if (!isProblem(error, 'conflict')) throw error
    }
  }
  if (git && project) await make('kallithea', folder => vcs.cloneInto('git', project, folder))
  if (hg) await make('samples/tide-tables', async folder => fill(await vcs.create('hg', folder)))
  return made
}

/** Tags need the ids of commits made before, so history is asked for step by step. */
async function fill(repository: Repository): Promise<void> {
  const ids: CommitId[] = []
  for (const step of sampleHistory(number => ids[number] ?? '')) {
    const [parent, merged] = step.parents.map(number => ids[number])
    const { branch, author, message, date, files } = step
    const edit = { parent: parent ?? null, branch, author, message, date, zone: 60, files }
    ids.push(await repository.commitFiles({ ...edit, ...step.more, merged }))
  }
}
