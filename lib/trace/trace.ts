import { format as formatted } from 'node:util'
import debug from 'debug'
import { type Line, publish } from './live.ts'
import { redact } from './redact.ts'
import { requestId } from './request.ts'

export type Trace = (format: string, ...values: readonly unknown[]) => void

/**
 * The trace of one file, named by its path. Every line is kept among the last 2000; `tracer('vcs:git')` also speaks
 * when DEBUG has `kallithea:vcs:*`.
 */
export function tracer(name: string): Trace {
  const switched = debug(`kallithea:${name}`)
  return (format, ...values) => {
    const line = keep(name, format, values)
    if (switched.enabled) write(line)
  }
}

/** Said whether or not anyone debugs: what an administrator must see, an incident or a refused forgery. */
export function report(name: string, format: string, ...values: readonly unknown[]): void {
  write(keep(name, format, values))
}

function keep(name: string, format: string, values: readonly unknown[]): Line {
  const text = redact(formatted(format, ...values))
  const line = { time: new Date(), namespace: `kallithea:${name}`, request: requestId(), text }
  publish(line)
  return line
}

function write({ time, namespace, request, text }: Line): void {
  process.stderr.write(`${time.toISOString()} ${namespace} ${request ? `[${request}] ` : ''}${text}\n`)
}
