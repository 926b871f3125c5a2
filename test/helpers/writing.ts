import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type CommitDescription, commit } from './commit-description.ts'
import { toolEnvironment } from './tool-environment.ts'

/** What somebody does to a repository that others read. */
export interface Step {
  readonly does: string
  run(): Promise<void>
  /** The same, one state after the other, where it does not happen at once. */
  readonly slowly?: readonly (() => Promise<void>)[]
}

/** A round ends in the state in which it began, so it can be gone again and again; all ids are the same each time. */
export type Round = readonly Step[]

/** Runs a tool as somebody at a console does; the facts of a commit that it makes are the same each time. */
export async function tool(file: 'git' | 'hg', ...words: readonly string[]): Promise<string> {
  const when = '2005-06-07T08:09:10Z'
  const who = { NAME: 'Will Writer', EMAIL: 'will@example.com', DATE: when }
  const facts = Object.entries(who).flatMap(([name, value]) => [
    [`GIT_AUTHOR_${name}`, value],
    [`GIT_COMMITTER_${name}`, value],
  ])
  const env = { ...toolEnvironment(), ...Object.fromEntries(facts) }
  const config = file === 'git' ? ['-c', 'safe.directory=*', '-c', 'protocol.file.allow=always'] : []
  return (await promisify(execFile)(file, [...config, ...words], { env })).stdout.trim()
}

/** The files of a state: each says which one it is, so that two of them on one page are two states. */
export function stateFiles(state: string): Readonly<Record<string, string>> {
  const lines = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('')
  const text = `This is ${state}.\n\n${lines}`
  return { 'README.md': `# ${state}\n\n${text}`, 'a.txt': text, 'docs/b.txt': text, 'docs/deep/c.txt': text }
}

/** How many commits of the history others have when it begins. */
export const begun = 4

/** The main branch grows from 4 commits to 7; `topic` begins at its second. */
export const writtenHistory: readonly CommitDescription[] = [
  ...[0, 1, 2, 3, 4, 5, 6].map(number => say(`main ${number}`, number === 0 ? [] : [number - 1])),
  { ...say('topic 0', [1]), branch: 'topic' },
  { ...say('topic 1', [7]), branch: 'topic' },
]

function say(state: string, parents: readonly number[]): CommitDescription {
  const files = state.startsWith('topic') ? { 'topic.txt': `This is ${state}.\n` } : stateFiles(state)
  return commit(`Say ${state}`, files, { parents })
}
