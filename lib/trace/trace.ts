import { format as formatted, stripVTControlCharacters } from 'node:util'
import debug from 'debug'
import type { LineRequest } from './line.ts'
import { publish } from './live.ts'
import { redact } from './redact.ts'
import { currentRequest, type TracedRequest } from './request.ts'

export type Trace = (format: string, ...values: readonly unknown[]) => void

/** A text of more letters is cut. */
const longest = 32_768

/**
 * The trace of one file, named by its path: `tracer('vcs:git')` speaks while DEBUG, or somebody who looks at the trace,
 * asks for `kallithea:vcs:*`. While nobody does, it does nothing.
 */
export function tracer(name: string): Trace {
  const switched = debug(`kallithea:${name}`)
  return (format, ...values) => {
    if (switched.enabled) keep(switched.namespace, { text: formatted(format, ...values), always: false })
  }
}

/** Said whether or not anyone asks: what an administrator must see, an incident or a refused forgery. */
export function report(name: string, format: string, ...values: readonly unknown[]): void {
  keep(`kallithea:${name}`, { text: formatted(format, ...values), always: true })
}

/** What packages say through `debug` becomes lines like ours, until the returned function is called. */
export function takeForeignLines(): () => void {
  const { log, formatArgs } = debug
  debug.formatArgs = () => {}
  debug.log = function take(this: debug.Debugger, ...values: unknown[]) {
    keep(this.namespace, { text: stripVTControlCharacters(formatted(...values)), always: false })
  }
  return () => Object.assign(debug, { log, formatArgs })
}

/** Switches namespaces on, and those that are not named off. */
export function enableNames(names: string): void {
  debug.enable(names)
}

/** What is switched on now. */
export function enabledNames(): string {
  const names = debug.disable()
  debug.enable(names)
  return names
}

function keep(namespace: string, { text, always }: { readonly text: string; readonly always: boolean }): void {
  const request = currentRequest()
  if (request?.isQuiet && !always) return
  publish({
    time: new Date(),
    pid: process.pid,
    namespace,
    request: request ? toldOf(request) : null,
    text: shortened(text),
    always,
  })
}

function toldOf({ id, method, address, user }: TracedRequest): LineRequest {
  return { id, method, address: shortened(address), user }
}

/** Cut before secrets are looked for, far enough behind that none is cut in two where it shows. */
function shortened(text: string): string {
  const told = redact(text.slice(0, longest + 4096))
  return told.length <= longest ? told : `${told.slice(0, longest)} …`
}
