import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { LRUCache } from 'lru-cache'
import { isProblem, Problem } from '#std/problem.ts'
import type { BackendDeps } from './backend.ts'
import { openBudget } from './budget.ts'
import { type Command, command } from './command.ts'
import { cloneGit, createGit, gitFolder, openGitBackend } from './git/repository.ts'
import { cloneHg, createHg, openHg } from './hg/repository.ts'
import type { Kind, Repository } from './repository.ts'
import { openRunner, type Runner } from './run.ts'

export interface VcsOptions {
  /** Names or absolute paths of the programs. */
  readonly git: string
  readonly hg: string
  /** A private folder that the tools take for their home. */
  readonly home: string
  /** Tried in this order where text is no UTF-8. */
  readonly encodings: readonly string[]
  /** Which refs of git count: Kallithea's git_rev_filter. */
  readonly revFilter: string
}

export interface Tool {
  readonly version: string
}

/** Opens and makes repositories. Those that are open are kept, and seen anew when their folder was replaced. */
export interface Vcs {
  open(kind: Kind, folder: string): Promise<Repository>
  /** What is in a folder; null for nothing, or for what is neither or both. */
  detect(folder: string): Promise<Kind | null>
  create(kind: Kind, folder: string): Promise<Repository>
  cloneInto(kind: Kind, source: string, folder: string): Promise<Repository>
  /** Null where a tool is not installed. */
  tools(): Promise<{ readonly git: Tool | null; readonly hg: Tool | null }>
  /** For what is no question to one repository, as transfers. */
  readonly runner: Runner
  close(): Promise<void>
}

interface Kept {
  readonly repository: Promise<Repository>
  readonly mark: string
}

const mostOpen = 128
const keptBytes = 96 * 1024 * 1024

export function openVcs({ git, hg, home, encodings, revFilter }: VcsOptions): Vcs {
  const runner = openRunner({ git, hg, home })
  const deps: BackendDeps = { runner, encodings, revFilter, budget: openBudget(keptBytes) }
  const openers: Readonly<Record<Kind, (folder: string) => Promise<Repository>>> = {
    git: openGitBackend(deps),
    hg: folder => openHg(folder, deps),
  }
  const kept = new LRUCache<string, Kept>({ max: mostOpen })
  let tools: ReturnType<Vcs['tools']> | null = null

  async function open(kind: Kind, given: string): Promise<Repository> {
    const folder = path.resolve(given)
    const mark = folderMark(folder)
    if (detectKind(folder) !== kind || mark === null)
      throw new Problem('not-found', 'no such repository', { kind, folder })
    const key = `${kind} ${folder}`
    const known = kept.get(key)
    if (known?.mark === mark) return known.repository
    const repository = openers[kind](folder)
    kept.set(key, { repository, mark })
    repository.catch(() => kept.delete(key))
    return repository
  }

  async function make(kind: Kind, folder: string, how: (folder: string) => Promise<void>): Promise<Repository> {
    if (!path.isAbsolute(folder)) throw new Problem('invalid', 'a repository needs a whole path', { folder })
    if (!isEmpty(folder)) throw new Problem('conflict', 'there is something in this folder', { folder })
    await how(folder)
    return open(kind, folder)
  }

  return {
    open,
    runner,
    detect: async folder => detectKind(path.resolve(folder)),
    create: (kind, folder) => make(kind, folder, to => (kind === 'git' ? createGit(to, runner) : createHg(to, deps))),
    cloneInto: (kind, source, folder) =>
      make(kind, folder, to => (kind === 'git' ? cloneGit(source, to, runner) : cloneHg(source, to, deps))),
    tools: () => {
      tools ??= askVersions(runner)
      return tools
    },
    close: () => runner.close(),
  }
}

/** Kallithea's rule: `.hg`, `.git`, or else a bare git repository; with both, or marked as removed, it is none. */
function detectKind(folder: string): Kind | null {
  const has = (name: string): boolean =>
    statSync(path.join(folder, name), { throwIfNoEntry: false })?.isDirectory() ?? false
  if (has('rm__.hg') || has('rm__.git')) return null
  if (has('.hg')) return has('.git') ? null : 'hg'
  return gitFolder(folder) ? 'git' : null
}

/** Tells a folder from another one that took its place. */
function folderMark(folder: string): string | null {
  const found = statSync(folder, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}:${found.birthtimeNs}` : null
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch {
    return true
  }
}

async function askVersions(runner: Runner): ReturnType<Vcs['tools']> {
  const ask = async (tool: Kind, words: Command): Promise<Tool | null> => {
    try {
      const { stdout } = await runner.run({ tool, command: words, limit: { milliseconds: 30_000 } })
      return { version: /\d+(?:\.\d+)+[^\s)]*/.exec(stdout.toString())?.[0] ?? 'unknown' }
    } catch (error) {
      if (isProblem(error, 'unavailable')) return null
      throw error
    }
  }
  const [git, hg] = await Promise.all([ask('git', command('--version')), ask('hg', command('--version', '--quiet'))])
  return { git, hg }
}
