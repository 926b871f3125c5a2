import path from 'node:path'
import type { ExecutionContext } from 'ava'
import { type BackendDeps, commitId } from '../../../lib/vcs/backend.ts'
import { openBudget } from '../../../lib/vcs/budget.ts'
import { command } from '../../../lib/vcs/command.ts'
import { openHg } from '../../../lib/vcs/hg/repository.ts'
import { serversOf } from '../../../lib/vcs/hg/servers.ts'
import type { CommitId, Repository } from '../../../lib/vcs/repository.ts'
import { openRunner } from '../../../lib/vcs/run.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { type CommitDescription, makeRepository } from '../../helpers/repositories.ts'

export interface Made {
  readonly folder: string
  readonly deps: BackendDeps
  readonly ids: readonly CommitId[]
  readonly open: () => Promise<Repository>
  /** What Mercurial itself answers, by a warm one of the test's own. */
  readonly hg: (...words: readonly string[]) => Promise<string>
}

export async function makeDeps(t: ExecutionContext, hg = 'hg'): Promise<BackendDeps> {
  const runner = openRunner({ git: 'git', hg, home: path.join(await makeFolder(t), 'home') })
  t.teardown(() => runner.close())
  return { runner, encodings: [], revFilter: '--all', budget: openBudget(32 * 1024 * 1024) }
}

/** A Mercurial repository of the test's own. */
export async function makeHg(t: ExecutionContext, commits: readonly CommitDescription[]): Promise<Made> {
  const folder = path.join(await makeFolder(t), 'made')
  const deps = await makeDeps(t)
  const other = serversOf((await makeDeps(t)).runner)
  const ids = await makeRepository('hg', folder, commits)
  return {
    folder,
    deps,
    ids: ids.map(commitId),
    open: () => openHg(folder, deps),
    async hg(...words) {
      const list = [
        '--repository',
        folder,
        '--config',
        'extensions.strip=',
        '--config',
        'experimental.evolution=all',
        ...words,
      ]
      return (await other.run({ command: { ...command(), list } })).toString()
    },
  }
}

export async function collect<Value>(source: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = []
  for await (const value of source) all.push(value)
  return all
}
