export interface Content {
  readonly content: string | Buffer
  /** git only: a submodule's content is the id of its commit. */
  readonly kind?: 'file' | 'executable' | 'symlink' | 'submodule'
}

/** One commit of a history to be made, the same for both tools. */
export interface CommitDescription {
  readonly message: string
  /** Changes against the first parent; null removes. Names that start with `latin1:` are bytes that are no UTF-8. */
  readonly files: Readonly<Record<string, string | Buffer | Content | null>>
  /** Old name → new name; content that `files` gives to the new name counts. */
  readonly renames?: Readonly<Record<string, string>>
  readonly author?: string
  /** Seconds; a minute after the commit before unless told. */
  readonly date?: number
  /** Minutes east of UTC. */
  readonly zone?: number
  /** Places in the list of descriptions; the one before unless told, none for a root. */
  readonly parents?: readonly number[]
  /** `default` is git's master. */
  readonly branch?: string
  readonly tags?: readonly string[]
  /** A branch more in git. */
  readonly bookmarks?: readonly string[]
  /** hg only: the named branch is closed. */
  readonly closes?: boolean
}

export function commit(
  message: string,
  files: CommitDescription['files'] = {},
  more: Omit<CommitDescription, 'message' | 'files'> = {},
): CommitDescription {
  return { message, files, ...more }
}

export const firstDate = 1_600_000_000
export const usualAuthor = 'Ann Author <ann@example.com>'

export interface Complete {
  readonly author: string
  readonly date: number
  readonly zone: number
  readonly parents: readonly number[]
  readonly branch: string
}

/** With what was left out. */
export function complete({ author, date, zone, parents, branch }: CommitDescription, index: number): Complete {
  return {
    author: author ?? usualAuthor,
    date: date ?? firstDate + index * 60,
    zone: zone ?? 0,
    parents: parents ?? (index ? [index - 1] : []),
    branch: branch ?? 'default',
  }
}

export function contentOf(value: string | Buffer | Content): Required<Content> {
  const { content, kind = 'file' } = typeof value === 'string' || Buffer.isBuffer(value) ? { content: value } : value
  return { content, kind }
}

/** As it is written to disk. */
export function nameBytes(name: string): Buffer {
  return name.startsWith('latin1:') ? Buffer.from(name.slice('latin1:'.length), 'latin1') : Buffer.from(name)
}
