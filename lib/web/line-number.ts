import { type Html, html } from './html.ts'

interface LineNumber {
  /** What the number leads to. */
  readonly id: string
  readonly number: number
  /** Of a table one number alone is a stop of the tab key; from there arrows go to the others. */
  readonly isStop: boolean
  /** The link itself is called so; else the row is. */
  readonly isNamed?: boolean
}

/** The number of a line as a link to the line. */
export function lineNumber({ id, number, isStop, isNamed }: LineNumber): Html {
  const name = isNamed && html` id="${id}"`
  return html`<a${name} href="#${id}"${!isStop && html` tabindex="-1"`}>${number}</a>`
}
