/** First line and headers of an answer of node, as iisnode understands them. */
export interface AnswerHead {
  readonly first: string
  readonly status: string
  readonly reason: string
  readonly lines: readonly string[]
  /** The value of the first header of this name. */
  find(name: string): string | undefined
}

/** Null when the first line is none. Behind the status may stand a sub-status, which goes into the log of IIS. */
export function parseAnswerHead(bytes: Buffer): AnswerHead | null {
  const [first = '', ...lines] = bytes.toString('latin1').slice(0, -4).split('\r\n')
  const [, status, reason = ''] = /^HTTP\/.{4}(\d{3})(?:\.\d+)?(?: (.*))?$/s.exec(first) ?? []
  if (status === undefined) return null
  const find = (name: string) => {
    const line = lines.find(each => each.toLowerCase().startsWith(`${name}:`))
    return line?.slice(name.length + 1).trim()
  }
  return { first, status, reason, lines, find }
}
