import type { Line } from './line.ts'

export type Listener = (line: Line) => void

const listeners = new Set<Listener>()
let isSaid: (line: Line) => boolean = () => true

/** Hands a line to whoever listens, and says it on stderr. */
export function publish(line: Line): void {
  for (const listener of listeners) listener(line)
  if (isSaid(line)) say(line)
}

/** Calls `listener` for every line from now on, until the returned function is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** From now on stderr has only these lines; the returned function takes it back. */
export function sayOnly(wanted: (line: Line) => boolean): () => void {
  const before = isSaid
  isSaid = wanted
  return () => {
    isSaid = before
  }
}

function say({ time, namespace, request, text }: Line): void {
  process.stderr.write(`${time.toISOString()} ${namespace} ${request ? `[${request.id}] ` : ''}${text}\n`)
}
