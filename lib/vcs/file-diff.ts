export interface DiffLine {
  readonly kind: 'context' | 'added' | 'removed'
  /** Without its line end; a carriage return stays. */
  readonly text: string
  /** The file ends here without a line end. */
  readonly unended?: boolean
  /** So many bytes more of it were left out, since no page can show them. */
  readonly left?: number
}

export interface Hunk {
  readonly oldStart: number
  readonly oldLines: number
  readonly newStart: number
  readonly newLines: number
  /** What stands behind the second @@. */
  readonly section: string
  readonly lines: readonly DiffLine[]
}

/** How a text stands in its file. */
export interface TextForm {
  /** As browsers name it. */
  readonly encoding: string
  /** It begins with a byte order mark. */
  readonly marked: boolean
}

/** A submodule or subrepository whose commit changed; null on the side where it is not. */
export interface ChangedLink {
  readonly path: string
  readonly url: string | null
  readonly before: string | null
  readonly after: string | null
}

/** What happened to a file, without how. */
export interface FileChange {
  readonly operation: 'added' | 'removed' | 'modified' | 'renamed' | 'copied'
  /** Equal to newPath but for renames and copies. */
  readonly oldPath: string
  readonly newPath: string
}

export interface FileDiff extends FileChange {
  /** Octal, e.g. 100644; null where the file is not. */
  readonly oldMode: string | null
  readonly newMode: string | null
  readonly binary: boolean
  readonly added: number
  readonly removed: number
  readonly hunks: readonly Hunk[]
  /** So many of its first lines were left out. */
  readonly passed?: number
  /** Its further lines were left out; in a part of a diff they are not counted, and no file follows. */
  readonly cut?: boolean
  /** How its text was read before and after, where that is not plain UTF-8 on both sides. */
  readonly forms?: { readonly before: TextForm | null; readonly after: TextForm | null }
  /** Of what is no text, how many bytes it has before and after. */
  readonly sizes?: { readonly before: number | null; readonly after: number | null }
  /** What it says of other repositories. */
  readonly links?: readonly ChangedLink[]
}
