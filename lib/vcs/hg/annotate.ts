import { Problem } from '#std/problem.ts'
import { annotateLines } from '../annotated-lines.ts'
import { commitId } from '../backend.ts'
import { decodePath } from '../path.ts'
import type { AnnotatedLine, CommitId, LineOrigin } from '../repository.ts'
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
  const command = hg(folder)
    .with('annotate', '--text', '--template={lines % "{node} {lineno} {path}\\n"}')
    .value('--rev=', commit)
  const output = await servers.run({ command, paths: [locate(place).path] })
  const origins = output.toString('latin1').split('\n').flatMap(parseOrigin)
  const age = (id: CommitId): number => revisionOf(place.snapshot, id)
  return annotateLines({ bytes, decoded, origins, commit, path: place.path, age })
}

/** `ID LINE PATH` */
function parseOrigin(text: string): LineOrigin[] {
  const [, id, line, path] = /^([0-9a-f]+) (\d+) (.+)$/.exec(text) ?? []
  return id && path ? [{ commit: commitId(id), line: Number(line), path: decodePath(Buffer.from(path, 'latin1')) }] : []
}
