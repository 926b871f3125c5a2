import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Kind } from '../../lib/vcs/repository.ts'
import type { CommitDescription } from './commit-description.ts'
import { makeGit } from './make-git.ts'
import { makeHg } from './make-hg.ts'
import { toolEnvironment } from './tool-environment.ts'

export { type CommitDescription, type Content, commit, nameBytes } from './commit-description.ts'

/**
 * Makes a repository (git: bare) by the tool itself; the ids of the described commits. Tags of hg make one commit
 * more, at the end.
 */
export function makeRepository(kind: Kind, folder: string, commits: readonly CommitDescription[]): Promise<string[]> {
  return kind === 'git' ? makeGit(folder, commits) : makeHg(folder, commits)
}

/** What a tool answers, for comparison. */
export async function ask(kind: Kind, folder: string, ...words: readonly string[]): Promise<string> {
  return (await askBytes(kind, folder, ...words)).toString()
}

export async function askBytes(kind: Kind, folder: string, ...words: readonly string[]): Promise<Buffer> {
  const all = kind === 'git' ? ['-C', folder, '-c', 'safe.directory=*', ...words] : ['-R', folder, ...words]
  const options = { env: toolEnvironment(), encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 } as const
  return (await promisify(execFile)(kind, all, options)).stdout
}
