import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeRepository } from './repositories.ts'
import { begun, type Round, stateFiles, type Step, tool, writtenHistory } from './writing.ts'

/** What is done to a bare repository that begins with the first commits of the written history. */
export async function gitRound(folder: string, beside: string): Promise<Round> {
  const all = path.join(beside, 'all.git')
  const here = path.join(beside, 'here')
  const there = path.join(beside, 'there')
  const ids = await makeRepository('git', all, writtenHistory)
  const [main = '', ...laterMain] = ids.slice(begun - 1)
  const topic = ids.at(-1) ?? ''
  await tool('git', 'clone', '-q', all, there)

  const git = (...words: readonly string[]) => tool('git', '--git-dir', folder, ...words)
  const push = (what: string, from = all) =>
    tool('git', '-C', from, 'push', '-q', '--force', `${pathToFileURL(folder)}`, what)
  const pushing = (what: string, does: string): Step => ({ does, run: async () => void (await push(what)) })
  const keeping = (...words: readonly string[]): Step => ({
    does: `git ${words.join(' ')}`,
    run: async () => void (await git(...words)),
  })

  async function commitHere(): Promise<void> {
    await writeFiles(here, stateFiles('here 0'))
    const inside = (...words: readonly string[]) => git('--work-tree', here, '-c', 'core.bare=false', ...words)
    await inside('add', '--all')
    await inside('commit', '-q', '--message', 'Say here 0')
  }

  async function rebaseThere(): Promise<void> {
    await tool('git', '-C', there, 'checkout', '-q', '-B', 'topic', topic)
    await tool('git', '-C', there, 'rebase', '-q', laterMain[2] ?? '')
    await push('topic', there)
  }

  return [
    { does: 'git commit', run: commitHere },
    pushing(`${laterMain[0]}:refs/heads/master`, 'push that forgets a commit'),
    pushing(`${laterMain[2]}:refs/heads/master`, 'push of two commits'),
    pushing(`${topic}:refs/heads/topic`, 'push of a branch'),
    pushing(`${laterMain[1]}:refs/tags/v1`, 'push of a tag'),
    keeping('pack-refs', '--all'),
    { does: 'rebase and push', run: rebaseThere },
    keeping('repack', '-a', '-d', '-q'),
    pushing(':refs/heads/topic', 'push that removes a branch'),
    pushing(':refs/tags/v1', 'push that removes a tag'),
    pushing(`${main}:refs/heads/master`, 'push that goes back'),
    keeping('gc', '--prune=now', '--quiet'),
  ]
}

/** The files of a working folder, and nothing else. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    await rm(file, { force: true })
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}
