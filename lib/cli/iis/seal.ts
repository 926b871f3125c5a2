import { createHash } from 'node:crypto'

/** How a line of the file is made a comment. */
export type CommentSigns = readonly [before: string, after: string]

/** The text with a last line that tells whether somebody changed it since. Ends of lines do not count. */
export function seal(text: string, [before, after]: CommentSigns): string {
  const body = asLines(text)
  const told = `Sealed by iis-install ${hashOf(body)}: a file that was changed by hand is left alone.`
  return `${body}${before}${told}${after}\n`
}

/** Whether the text is, letter for letter, one that iis-install wrote at some time. */
export function isSealed(text: string): boolean {
  const lines = asLines(text)
  const cut = lines.slice(0, -1).lastIndexOf('\n') + 1
  const hash = /Sealed by iis-install ([0-9a-f]{16}):/.exec(lines.slice(cut))?.[1]
  return hash === hashOf(lines.slice(0, cut))
}

export function asLines(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
