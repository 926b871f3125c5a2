import { format as formatted } from 'node:util'
import debug from 'debug'
import { publish } from './live.ts'
import { redact } from './redact.ts'
import { requestId } from './request.ts'

export type Trace = (format: string, ...values: readonly unknown[]) => void

/** The trace of one file, named by its path: `tracer('vcs:git')` speaks when DEBUG has `kallithea:vcs:*`. */
export function tracer(name: string): Trace {
  const speak = debug(`kallithea:${name}`)
  speak.log = write
  return (format, ...values) => {
    if (speak.enabled) speak(withoutPercents(name, format, values))
  }

  function write(...values: readonly unknown[]): void {
    process.stderr.write(`${redact(formatted(...values))}\n`)
  }
}

/** Said whether or not anyone debugs: what an administrator must see, an incident or a refused forgery. */
export function report(name: string, format: string, ...values: readonly unknown[]): void {
  process.stderr.write(`${new Date().toISOString()} kallithea:${name} ${line(name, format, values)}\n`)
}

/** debug formats once more what it is given. */
function withoutPercents(name: string, format: string, values: readonly unknown[]): string {
  return line(name, format, values).replaceAll('%', '%%')
}

function line(name: string, format: string, values: readonly unknown[]): string {
  const request = requestId()
  const text = redact(formatted(format, ...values))
  publish({ time: new Date(), namespace: `kallithea:${name}`, request, text })
  return request ? `[${request}] ${text}` : text
}
