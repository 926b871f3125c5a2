/** A directive as it stands in the text. */
export interface Order {
  readonly name: string
  /** What stands behind its name, and on the lines directly below. */
  readonly words: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly content: readonly string[]
  readonly typed: readonly string[]
}
