import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeGit } from '../helpers/make-git.ts'
import { ask } from '../helpers/repositories.ts'
import { type HistorySize, makeHistory } from './history.ts'
import { places } from './made-files.ts'
import { makeBundledHg } from './mercurial-history.ts'

/** The same history for both tools, and what is to be seen of it. */
export interface Corpus {
  /** Has `git` and `hg` in it. */
  readonly folder: string
  readonly commits: number
  readonly files: number
  readonly largeFile: number
  readonly largeDiff: number
  /** Ids of the commit with the large diff. */
  readonly large: Readonly<Record<'git' | 'hg', string>>
  /** First lines of messages: of the newest commit, the one of the large diff, the one that stands deep in the log. */
  readonly subjects: Readonly<Record<'newest' | 'large' | 'deep' | 'file', string>>
  /** The newest two. */
  readonly tags: { readonly older: string; readonly newer: string }
  /** Ids of the commit of the older tag, and of those from there to the newer, oldest first. */
  readonly between: Readonly<Record<'git' | 'hg', readonly string[]>>
}

export const fullSize: HistorySize = { commits: 10_400, files: 700, largeFile: 80_000, largeDiff: 252_000 }

/** Another when the same sizes give another history: the repositories are then made anew. */
const version = `2-${Object.values(fullSize).join('-')}`

/** Where the page deep in the log begins. */
export const depth = 5000

/** Made once for each version. */
export async function openCorpus(say: (line: string) => void): Promise<Corpus> {
  const folder = path.join(tmpdir(), `kallithea-bench-${version}`)
  const known = await readFile(path.join(folder, 'corpus.json'), 'utf8').catch(() => null)
  if (known !== null) return JSON.parse(known)
  say(`making the repositories in ${folder}; this takes some minutes the first time`)
  const unfinished = `${folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  const corpus = { ...(await makeCorpus(unfinished, fullSize)), folder }
  await writeFile(path.join(unfinished, 'corpus.json'), JSON.stringify(corpus, null, 2))
  await rename(unfinished, folder)
  return corpus
}

export async function makeCorpus(folder: string, size: HistorySize): Promise<Corpus> {
  await mkdir(folder)
  const [git, hg] = [path.join(folder, 'git'), path.join(folder, 'hg')]
  const { commits, large } = makeHistory(size)
  const [older = '', newer = ''] = commits.flatMap(({ tags = [] }) => tags).slice(-2)
  const gitIds = await makeGit(git, commits)
  // As a server keeps it.
  await ask('git', git, 'gc', '--quiet')
  await ask('git', git, 'commit-graph', 'write', '--reachable', '--changed-paths')
  const hgIds = await makeBundledHg(hg, commits)
  const gitLarge = gitIds[large] ?? ''
  const subjectOf = (index: number) => commits.at(index)?.message.replace(/\n.*/s, '') ?? ''
  return {
    folder,
    commits: commits.length,
    files: (await ask('git', git, 'ls-tree', '-r', '--name-only', 'HEAD')).split('\n').length - 1,
    largeFile: Number(await ask('git', git, 'cat-file', '-s', `HEAD:${places.file}`)),
    largeDiff: (await ask('git', git, 'show', '--format=', gitLarge)).length,
    large: { git: gitLarge, hg: hgIds[large] ?? '' },
    subjects: {
      newest: subjectOf(-1),
      large: subjectOf(large),
      deep: subjectOf(-1 - depth - 20),
      file: subjectOf(commits.findLastIndex(({ files }) => places.file in files)),
    },
    tags: { older, newer },
    between: {
      git: [
        ...linesOf(await ask('git', git, 'rev-list', '--max-count=1', older)),
        ...linesOf(await ask('git', git, 'rev-list', '--reverse', `${older}..${newer}`)),
      ],
      hg: linesOf(
        await ask('hg', hg, 'log', '--rev', `'${older}' + only('${newer}', '${older}')`, '--template', '{node}\n'),
      ),
    },
  }
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter(line => line !== '')
}
