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

/** Names of what is of the whole site. */
export const siteName = 'site'

export function listPages(corpus: Corpus): readonly BenchPage[] {
  const shown = shownBy(corpus)
  const of = (kind: Kind, branch: string, others: Readonly<Partial<Record<Side, Addresses>>>): readonly BenchPage[] =>
    Object.entries(ours(kind, branch, corpus)).map(([page, own]) => ({
      name: `${kind}.${page}`,
      addresses: {
        ours: own,
        ...Object.fromEntries(Object.entries(others).map(([side, addresses]) => [side, addresses[page]])),
      },
      shows: shown[page] ?? '',
      isLight: ['folder', 'file', 'raw', 'log'].includes(page),
    }))
  return [
    ...of('git', 'master', { cgit: cgit(corpus), gitweb: gitweb(corpus) }),
    ...of('hg', 'default', { hgweb: hgweb(corpus) }),
    ...Object.entries(ofSite).map(([page, own]) => ({
      name: `${siteName}.${page}`,
      addresses: { ours: own },
      shows: page === 'account' ? 'reader' : 'bench',
      isLight: false,
    })),
  ]
}

/** By name of the page; what a side does not have is left out. */
type Addresses = Readonly<Record<string, string>>

function shownBy({ subjects, tags }: Corpus): Addresses {
  const { folder, file, lastWord } = places
  return {
    summary: subjects.newest,
    folder: file.slice(folder.length + 1),
    file: lastWord,
    raw: lastWord,
    log: subjects.newest,
    'log-5000': subjects.deep,
    commit: subjects.large,
    annotate: lastWord,
    history: subjects.file,
    refs: tags.newer,
    compare: '@@',
    patch: subjects.large,
    feed: subjects.newest,
    names: file,
    archive: '',
    'pull-request': requests.title,
    'pull-requests': requests.title,
    forks: 'bench',
  }
}

function ours(kind: Kind, branch: string, { large, tags }: Corpus): Addresses {
  const { folder, file } = places
  return {
    summary: '',
    folder: `/files/${branch}/${folder}`,
    file: `/files/${branch}/${file}`,
    raw: `/raw/${branch}/${file}`,
    log: '/changelog',
    'log-5000': `/changelog?page=${depth / rowsOfLog + 1}`,
    commit: `/changeset/${large[kind]}`,
    annotate: `/annotate/${branch}/${file}`,
    history: `/changelog/${branch}/${file}`,
    refs: '/refs',
    compare: `/compare/tag@${tags.older}...tag@${tags.newer}`,
    patch: `/changeset-patch/${large[kind]}`,
    feed: '/feed/atom',
    names: `/nodelist/${branch}/`,
    archive: `/archive/${tags.newer}.tar.gz`,
    'pull-request': `/pull-request/${requests[kind]}`,
    'pull-requests': '/pull-request',
    forks: '/forks',
  }
}

/** The pull requests by their numbers, one for each repository. */
export const requests = { git: 1, hg: 2, title: 'All that is new since the last release' } as const

const ofSite: Addresses = {
  home: '/',
  journal: '/_admin/journal',
  'own-pull-requests': '/my_pullrequests',
  account: '/_admin/my_account',
}

function cgit({ large, tags }: Corpus): Addresses {
  const { folder, file } = places
  return {
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
    compare: `/diff/?id=${tags.newer}&id2=${tags.older}`,
    patch: `/patch/?id=${large.git}`,
    feed: '/atom/',
    archive: `/snapshot/git-${tags.newer}.tar.gz`,
  }
}

function gitweb({ large, tags }: Corpus): Addresses {
  const { folder, file } = places
  const actions = {
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
    compare: `a=commitdiff;h=${tags.newer};hp=${tags.older}`,
    patch: `a=patch;h=${large.git}`,
    feed: 'a=atom',
    archive: `a=snapshot;h=refs/tags/${tags.newer};sf=tgz`,
  }
  return Object.fromEntries(Object.entries(actions).map(([page, action]) => [page, `?p=git;${action}`]))
}

function hgweb({ large, tags, commits }: Corpus): Addresses {
  const { folder, file } = places
  const newestRevision = commits // counted from 0, and the commit of the tags is one more
  return {
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
    patch: `/raw-rev/${large.hg}`,
    feed: '/atom-log',
    archive: `/archive/${tags.newer}.tar.gz`,
  }
}
