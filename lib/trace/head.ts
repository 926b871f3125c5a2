import { parseObject } from './line.ts'

/** With what a process begins each of its files. */
export interface Head {
  readonly started: Date
  readonly node: string
  readonly product: string
  /** Where iisnode keeps what the process says elsewhere. */
  readonly logs: string | null
}

export function formatHead({ started, ...head }: Head): string {
  return `${JSON.stringify({ process: { started: started.toISOString(), ...head } })}\n`
}

export function parseHead(text: string): Head | null {
  const { process } = parseObject(text)
  if (typeof process !== 'object' || process === null) return null
  const { started, node, product, logs } = process as Readonly<Record<string, unknown>> // each is looked at here
  if (typeof started !== 'string' || typeof node !== 'string' || typeof product !== 'string') return null
  return { started: new Date(started), node, product, logs: typeof logs === 'string' ? logs : null }
}
