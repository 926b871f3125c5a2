export interface Picture {
  readonly source: string
  readonly words: string
  readonly width: string
  readonly height: string
  /** What a click leads to. */
  readonly leads: Inline | null
}

/** A piece of running text. What names something is resolved when all names are known. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly tag: Tag; readonly text: string }
  | { readonly kind: 'link'; readonly address: string; readonly text: string }
  | { readonly kind: 'reference'; readonly name: string; readonly text: string; readonly typed: string }
  | { readonly kind: 'anonymous'; readonly nth: number; readonly text: string }
  | { readonly kind: 'footnote'; readonly label: string; readonly nth: number }
  | { readonly kind: 'substitution'; readonly name: string; readonly typed: string; readonly leads: Inline | null }
  | { readonly kind: 'anchor'; readonly id: string; readonly text: string }
  | { readonly kind: 'picture'; readonly picture: Picture }

export type Tag = 'em' | 'strong' | 'code' | 'sub' | 'sup' | 'kbd' | 'span'

export type Text = readonly Inline[]

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly text: Text }
  | { readonly kind: 'paragraph' | 'rubric'; readonly text: Text }
  | { readonly kind: 'literal'; readonly text: string; readonly language: string }
  | { readonly kind: 'quote'; readonly title: Text; readonly blocks: readonly Block[]; readonly source: Text }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'lines'; readonly lines: readonly { readonly indent: number; readonly text: Text }[] }
  | { readonly kind: 'table'; readonly caption: Text; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'figure'; readonly picture: Picture; readonly caption: readonly Block[] }
  | { readonly kind: 'anchor'; readonly id: string }
  | { readonly kind: 'contents'; readonly title: Text; readonly depth: number }
  | { readonly kind: 'rule' }

/** A term, a field, an option or a footnote with what is said of it. */
export interface Entry {
  readonly term: Text
  /** The footnote it is, of all footnotes. */
  readonly footnote?: number
  readonly blocks: readonly Block[]
}

export interface Cell {
  readonly head: boolean
  readonly columns: number
  readonly rows: number
  readonly blocks: readonly Block[]
}
