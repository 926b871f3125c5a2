/** One line as it was traced, secrets taken out. */
export interface Line {
  readonly time: Date
  readonly pid: number
  readonly namespace: string
  readonly request: LineRequest | null
  readonly text: string
  /** Said whether or not anybody asks for its namespace. */
  readonly always: boolean
}

/** What a line tells of the request it belongs to. */
export interface LineRequest {
  readonly id: string
  readonly method: string
  readonly address: string
  readonly user: string | null
}

/** As it is kept: with its number in the process, so that a gap can be seen. */
export interface NumberedLine extends Line {
  readonly number: number
}

/** One line of JSON, whatever the text has in it. */
export function formatNumbered({ number, time, namespace, request, text, always }: NumberedLine): string {
  return `${JSON.stringify({ number, time: time.toISOString(), namespace, request, text, always })}\n`
}

/** null for what no process of ours wrote: the line of one that was killed may be half. */
export function parseNumbered(text: string, pid: number): NumberedLine | null {
  const { number, time, namespace, request, text: said, always } = parseObject(text)
  if (!Number.isSafeInteger(number) || typeof namespace !== 'string' || typeof said !== 'string') return null
  const date = new Date(typeof time === 'string' ? time : Number.NaN)
  if (Number.isNaN(date.getTime())) return null
  const asked = parseRequest(request)
  return { number: Number(number), time: date, pid, namespace, request: asked, text: said, always: always === true }
}

function parseRequest(value: unknown): LineRequest | null {
  const { id, method, address, user } = propertiesOf(value)
  if (typeof id !== 'string' || typeof method !== 'string' || typeof address !== 'string') return null
  return { id, method, address, user: typeof user === 'string' ? user : null }
}

/** The properties of a line of JSON; none where it is something else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return propertiesOf(JSON.parse(text))
  } catch {
    return {}
  }
}

function propertiesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
