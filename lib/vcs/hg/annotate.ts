import { Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import type { AnnotatedLine, CommitId } from '../repository.ts'
import { decodeText } from '../text.ts'
import { openFile } from './file.ts'
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
  const decoded = decodeText(await openFile({ servers, folder, commit, place }).bytes(), encodings)
  if (!decoded) throw new Problem('invalid', 'a binary file has no lines', { path: place.path })
  const command = hg(folder).with('annotate', '--text', '--template={lines % "{node}\\n"}').value('--rev=', commit)
  const output = await servers.run({ command, paths: [locate(place).path] })
  const commits = output.toString('latin1').split('\n')
  const lines = decoded.text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((text, index) => ({
    commit: commits[index] ? commitId(commits[index]) : commit,
    number: index + 1,
    text,
  }))
}
