import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Mutex } from 'async-mutex'
import { isProblem, Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import type { CommitId, Edit } from '../repository.ts'
import { composeCommit } from './compose.ts'
import { hg, type Servers } from './servers.ts'
import type { Snapshot } from './store/snapshot.ts'

export interface Writing {
  readonly servers: Servers
  readonly folder: string
  readonly snapshots: () => Snapshot
  /** A folder for bundles. */
  readonly temporary: string
}

/** Commits are made here as a bundle, which Mercurial checks and takes in: nothing is checked out. */
export function openWriter({ servers, folder, snapshots, temporary }: Writing): (edit: Edit) => Promise<CommitId> {
  const oneByOne = new Mutex()
  return edit =>
    oneByOne.runExclusive(async () => {
      const { node, bundle } = composeCommit(snapshots(), edit)
      const file = path.resolve(temporary, `${randomUUID()}.hg`)
      try {
        await mkdir(temporary, { recursive: true })
        await writeFile(file, bundle)
        await servers.run({ command: hg(folder).with('unbundle', '--quiet').names([file]) })
      } catch (error) {
        const isMoved = isProblem(error) && /changed while|please try again|push race/i.test(String(error.facts.stderr))
        throw isMoved
          ? new Problem('conflict', 'the branch has moved meanwhile', { branch: edit.branch }, error)
          : error
      } finally {
        await rm(file, { force: true })
      }
      return commitId(node)
    })
}
