const kept = 2000

/** One line as it was traced, secrets taken out. */
export interface Line {
  readonly time: Date
  readonly namespace: string
  readonly request: string | undefined
  readonly text: string
}

export type Listener = (line: Line) => void

const lines: Line[] = []
const listeners = new Set<Listener>()

/** Keeps a line among the last 2000 and hands it to whoever listens. */
export function publish(line: Line): void {
  lines.push(line)
  if (lines.length > kept) lines.splice(0, lines.length - kept)
  for (const listener of listeners) listener(line)
}

/** The last lines, oldest first. */
export function lastLines(): readonly Line[] {
  return [...lines]
}

/** Calls `listener` for every line from now on, until the returned function is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
