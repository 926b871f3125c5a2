import type { Readable } from 'node:stream'
import type { FileChange, FileDiff } from './file-diff.ts'

export type { ChangedLink, DiffLine, FileChange, FileDiff, Hunk, TextForm } from './file-diff.ts'

export type Kind = 'git' | 'hg'

declare const resolved: unique symbol

/**
 * The full hex id of a commit that exists. Only `vcs` makes one, from a name that was looked up, so no text of a
 * visitor passes for it.
 */
export type CommitId = string & { readonly [resolved]: true }

/** What only one of the tools can. */
export interface Abilities {
  readonly bookmarks: boolean
  readonly phases: boolean
  readonly closedBranches: boolean
  /** Every commit carries the name of the branch it was made on. */
  readonly namedBranches: boolean
}

export interface Commit {
  readonly id: CommitId
  readonly parents: readonly CommitId[]
  /** `Name <mail>` as it stands in the commit. */
  readonly author: string
  readonly committer: string
  /** The moment Kallithea shows: git's committer time, hg's commit time. */
  readonly date: Date
  /** Minutes east of UTC at the committer's. */
  readonly zone: number
  readonly authored: Date
  readonly message: string
  /** hg: its named branch. git: null; labels come from `refs()`. */
  readonly branch: string | null
  readonly closesBranch: boolean
  readonly phase: 'public' | 'draft' | 'secret'
  /** hg's extra fields, e.g. `source` of a graft. */
  readonly extra: Readonly<Record<string, string>>
}

export interface Ref {
  readonly kind: 'branch' | 'closed-branch' | 'tag' | 'bookmark'
  readonly name: string
  readonly commit: CommitId
}

/** In Kallithea's order: branches by name, tags and bookmarks by name descending. */
export interface Refs {
  readonly branches: readonly Ref[]
  readonly closedBranches: readonly Ref[]
  readonly tags: readonly Ref[]
  readonly bookmarks: readonly Ref[]
  /** Name of the branch that new clones check out, if there is one. */
  readonly defaultBranch: string | null
}

export interface LogQuery {
  /** Ancestors of these; all heads unless told. */
  readonly from?: readonly CommitId[]
  /** Without the ancestors of these. */
  readonly not?: readonly CommitId[]
  /** hg: commits made on this named branch. git: ancestors of this branch. Unknown names are a not-found Problem. */
  readonly branch?: string
  readonly author?: string
  readonly text?: string
  readonly offset?: number
  readonly limit?: number
}

/** Of two commits, seen from the first. */
export interface Distance {
  readonly ahead: number
  readonly behind: number
}

/** Says of any id, also one of another repository, whether it is a commit or one of its ancestors. */
export type Ancestry = (id: string) => boolean

/** A commit and its parents as numbers that mean something within one answer only. */
export interface Link {
  readonly id: number
  readonly parents: readonly number[]
}

export interface Entry {
  /** One segment, decoded as UTF-8 where it is valid, else byte by byte as latin1. */
  readonly name: string
  /** From the root of the repository, with slashes. */
  readonly path: string
  readonly kind: 'folder' | 'file' | 'symlink' | 'submodule'
  readonly executable: boolean
  /** Bytes; null for folders and submodules. */
  readonly size: number | null
  /** git: object id. hg: file node; empty for folders. */
  readonly id: string
  /** Of a submodule or subrepository: where it lives and at which commit. */
  readonly link?: { readonly url: string | null; readonly commit: string }
}

export interface Paths {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

export interface FileAt extends Entry {
  readonly size: number
  stream(): Readable
  /** All of it, or its first `limit` bytes. */
  bytes(limit?: number): Promise<Buffer>
}

export interface DiffOptions {
  /** Unchanged lines around a change, 3 unless told. */
  readonly context?: number
  readonly ignoreWhitespace?: boolean
  /** Only these files. */
  readonly paths?: readonly string[]
  /** Where the first of the two commits is, if not here: another repository of the same kind. Then `paths` is not. */
  readonly source?: Repository
  /** All of it unless told. */
  readonly part?: DiffPart
}

/** A diff is not read further than somebody looks at it. */
export interface DiffPart {
  /** So many lines of the first file are left out, and only counted. */
  readonly skip?: number
  /** Behind so many bytes it ends: then its last file is marked as cut. */
  readonly bytes: number
}

/** The commit that wrote a line, and where the line was in it. */
export interface LineOrigin {
  readonly commit: CommitId
  readonly path: string
  readonly line: number
}

export interface AnnotatedLine extends LineOrigin {
  readonly number: number
  readonly text: string
}

export type ArchiveFormat = 'zip' | 'tar' | 'tar.gz' | 'tar.bz2'

/** One commit made without a checkout. */
export interface Edit {
  /** Null makes the first commit. */
  readonly parent: CommitId | null
  readonly branch: string
  readonly author: string
  readonly message: string
  /** Null removes the file. */
  readonly files: ReadonlyMap<string, Buffer | null>
  /**
   * Makes a merge: what it changed since both were one comes in; where both changed a file, `files` must say what
   * it becomes.
   */
  readonly merged?: CommitId
  /** Now unless told, and `zone` minutes east of UTC. */
  readonly date?: Date
  readonly zone?: number
  /** Of new files the old path they were copied or moved from; only where commits remember it. */
  readonly copied?: ReadonlyMap<string, string>
  /** Only with `closedBranches`. */
  readonly closesBranch?: boolean
  /** Moves this bookmark to the new commit, or makes it; only with `bookmarks`. */
  readonly bookmark?: string
}

/** Everything we ask a repository. Unknown commits, paths and branches are not-found Problems. */
export interface Repository {
  readonly kind: Kind
  readonly can: Abilities
  /** Absolute folder on disk. */
  readonly folder: string
  /**
   * The repository as it stands at this moment: what is written meanwhile is not seen in it, and what is taken away
   * meanwhile fails as unavailable. The same one again until something was written.
   */
  steady(): Promise<Repository>
  /** Of a repository at one moment: names that moment, in every process of this machine. Else ''. */
  readonly state: string
  refs(): Promise<Refs>
  /** What a person may write: id, unique prefix (hg), number, branch, tag, bookmark, `tip`; by Kallithea's rules. */
  resolve(name: string): Promise<CommitId>
  commit(id: CommitId): Promise<Commit>
  /** Last of all commits; null in an empty repository. */
  tip(): Promise<CommitId | null>
  /** Kallithea's revision number; git: position in rev-list --all --reverse --date-order. */
  numberOf(id: CommitId): Promise<number>
  byNumber(number: number): Promise<CommitId>
  children(id: CommitId): Promise<readonly CommitId[]>
  /** How many commits `log` would give without offset and limit. */
  count(query?: LogQuery): Promise<number>
  /** Newest first. */
  log(query?: LogQuery): AsyncIterable<Commit>
  /** The same commits, the first `limit` of them, as the lines of a graph need them. */
  links(query: Pick<LogQuery, 'from' | 'not' | 'branch'>, limit: number): Promise<readonly Link[]>
  /** Of a file or folder, renames of a file followed unless told; newest first. */
  history(id: CommitId, path: string, options?: { readonly renames: boolean }): AsyncIterable<Commit>
  /** Folders first, then files, by name. The root is ''. */
  tree(id: CommitId, path: string): Promise<readonly Entry[]>
  /** The paths of all files and links below a folder, and of the folders; no more files than `most`. */
  paths(id: CommitId, path: string, most: number): Promise<Paths>
  /** The file, folder or link at a path; the root is a folder named ''. */
  entry(id: CommitId, path: string): Promise<Entry>
  /** For each name in a folder the last commit that touched it. */
  lastCommits(id: CommitId, path: string): Promise<ReadonlyMap<string, CommitId>>
  file(id: CommitId, path: string): Promise<FileAt>
  /** What differs, file by file, in the order of paths. From null: everything is added. */
  diff(from: CommitId | null, to: CommitId, options?: DiffOptions): AsyncIterable<FileDiff>
  /** The same files without their lines, which is quick; also those of which only white space changed. */
  changes(from: CommitId | null, to: CommitId, options?: DiffOptions): Promise<readonly FileChange[]>
  /** The tool's own bytes of the same diff. */
  patch(from: CommitId | null, to: CommitId, options?: DiffOptions): Readable
  annotate(id: CommitId, path: string): Promise<readonly AnnotatedLine[]>
  ancestry(id: CommitId): Promise<Ancestry>
  /** How many commits each of two has, ancestors counted, that the other lacks. */
  distance(one: CommitId, other: CommitId): Promise<Distance>
  /** What a commit has in common with others: the newest such ancestors, none an ancestor of another, newest first. */
  mergeBases(id: CommitId, others: Ancestry): Promise<readonly CommitId[]>
  /** `prefix` is the folder inside, without a slash at its end. */
  archive(id: CommitId, format: ArchiveFormat, prefix: string): Readable
  commitFiles(edit: Edit): Promise<CommitId>
  /** git's description file, hg's web.description; null where it says nothing. */
  description(): Promise<string | null>
}
