import type { Kind } from '#vcs/repository.ts'
import { type Corpus, depth } from './corpus.ts'
import { places } from './made-files.ts'

export type Side = 'ours' | 'cgit' | 'gitweb' | 'hgweb'

export interface BenchPage {
  /** `git.file` */
  readonly name: string
  /** Below where the repository begins. */
  readonly addresses: Readonly<Partial<Record<Side, string>>>
  /** What every side must show, so that nobody is measured showing something else. */
  readonly shows: string
  /** Whether the goals say of this page: no process at all; no slower than twice cgit. */
  readonly isLight: boolean
}

/** Commits that ours and gitweb show on a page of the log; the others are told to. */
export const rowsOfLog = 100

export function listPages(corpus: Corpus): readonly BenchPage[] {
  const { subjects, large, tag, commits } = corpus
  const { folder, file, lastWord } = places
  const newestRevision = commits // counted from 0, and the commit of the tags is one more
  const of = (kind: Kind, branch: string, web: Readonly<Record<string, (name: PageName) => string>>) =>
    pageNames.map(page => ({
      name: `${kind}.${page}`,
      addresses: {
        ours: ours(branch, large[kind])[page],
        ...Object.fromEntries(Object.entries(web).map(([side, address]) => [side, address(page)])),
      },
      shows: shown[page],
      isLight: ['folder', 'file', 'raw', 'log'].includes(page),
    }))
  const shown: Readonly<Record<PageName, string>> = {
    summary: subjects.newest,
    folder: file.slice(folder.length + 1),
    file: lastWord,
    raw: lastWord,
    log: subjects.newest,
    'log-5000': subjects.deep,
    commit: subjects.large,
    annotate: lastWord,
    history: subjects.file,
    refs: tag,
  }
  const cgit: Addresses = {
    summary: '/',
    folder: `/tree/${folder}`,
    file: `/tree/${file}`,
    raw: `/plain/${file}`,
    log: '/log/',
    'log-5000': `/log/?ofs=${depth}`,
    commit: `/commit/?id=${large.git}`,
    annotate: `/blame/${file}`,
    history: `/log/${file}`,
    refs: '/refs/',
  }
  const gitweb: Addresses = {
    summary: 'a=summary',
    folder: `a=tree;f=${folder};hb=HEAD`,
    file: `a=blob;f=${file};hb=HEAD`,
    raw: `a=blob_plain;f=${file};hb=HEAD`,
    log: 'a=shortlog',
    'log-5000': `a=shortlog;pg=${depth / rowsOfLog}`,
    commit: `a=commitdiff;h=${large.git}`,
    annotate: `a=blame;f=${file};hb=HEAD`,
    history: `a=history;f=${file};hb=HEAD`,
    refs: 'a=tags',
  }
  const hgweb: Addresses = {
    summary: '/summary?style=gitweb', // its usual style has none
    folder: `/file/tip/${folder}`,
    file: `/file/tip/${file}`,
    raw: `/raw-file/tip/${file}`,
    log: '/shortlog',
    'log-5000': `/shortlog/${newestRevision - depth}`,
    commit: `/rev/${large.hg}`,
    annotate: `/annotate/tip/${file}`,
    history: `/log/tip/${file}`,
    refs: '/tags',
  }
  return [
    ...of('git', 'master', { cgit: page => cgit[page], gitweb: page => `?p=git;${gitweb[page]}` }),
    ...of('hg', 'default', { hgweb: page => hgweb[page] }),
  ]
}

const pageNames = [
  'summary',
  'folder',
  'file',
  'raw',
  'log',
  'log-5000',
  'commit',
  'annotate',
  'history',
  'refs',
] as const

type PageName = (typeof pageNames)[number]

type Addresses = Readonly<Record<PageName, string>>

function ours(branch: string, large: string): Addresses {
  const { folder, file } = places
  return {
    summary: '',
    folder: `/files/${branch}/${folder}`,
    file: `/files/${branch}/${file}`,
    raw: `/raw/${branch}/${file}`,
    log: '/changelog',
    'log-5000': `/changelog?page=${depth / rowsOfLog + 1}`,
    commit: `/changeset/${large}`,
    annotate: `/annotate/${branch}/${file}`,
    history: `/changelog/${branch}/${file}`,
    refs: '/refs',
  }
}
