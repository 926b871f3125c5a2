import { Problem } from '#std/problem.ts'
import { annotateLines } from '../annotated-lines.ts'
import { commitId } from '../backend.ts'
import type { AnnotatedLine, CommitId } from '../repository.ts'
import { decodeText } from '../text.ts'
import { openFile } from './file.ts'
import { revisionOf } from './log.ts'
import { hg, type Servers } from './servers.ts'
import { locate, type Place } from './tree.ts'

export interface Annotation {
  readonly servers: Servers
  readonly folder: string
  readonly encodings: readonly string[]
  readonly commit: CommitId
  readonly place: Place
}

export async function annotate({ servers, folder, encodings, commit, place }: Annotation): Promise<AnnotatedLine[]> {
  const bytes = await openFile({ servers, folder, commit, place }).bytes()
  const decoded = decodeText(bytes, encodings)
  if (!decoded) throw new Problem('invalid', 'a binary file has no lines', { path: place.path })
  const command = hg(folder).with('annotate', '--text', '--template={lines % "{node}\\n"}').value('--rev=', commit)
  const output = await servers.run({ command, paths: [locate(place).path] })
  const commits = output.toString('latin1').split('\n').filter(Boolean).map(commitId)
  const age = (id: CommitId): number => revisionOf(place.snapshot, id)
  return annotateLines({ bytes, decoded, commits, commit, age })
}
