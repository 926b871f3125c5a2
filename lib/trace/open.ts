import { listAsked } from './asked.ts'
import type { Line } from './line.ts'
import { listen, sayOnly } from './live.ts'
import { matcher, unite } from './names.ts'
import { openRecorder } from './recorder.ts'
import { sweepTrace } from './sweep.ts'
import { enabledNames, enableNames, takeForeignLines } from './trace.ts'

export interface TraceOptions {
  /** Of the instance, as `traceFolder` says. */
  readonly folder: string
  /** Whether stderr has a reader: reports, and what DEBUG names, go there too. */
  readonly hasConsole: boolean
  /** Where iisnode keeps what this process says elsewhere. */
  readonly logs: string | null
}

/** How often it is looked whether somebody asks. */
const pause = 1000

/**
 * From now on this process keeps its lines where `trace` and the page look for them, and traces what they ask for.
 * Throws where nothing can be written to the folder. The returned function ends it.
 */
export async function openTrace({ folder, hasConsole, logs }: TraceOptions): Promise<() => void> {
  const recorder = openRecorder(folder, { logs })
  const initial = enabledNames()
  const first = initial === '' ? [] : [initial.split(',')]
  const isWanted = matcher(first.flat())
  let current = unite(first)
  let hasEnded = false
  let isKept = true
  const enders = [
    takeForeignLines(),
    listen(line => {
      isKept = recorder.write(line)
    }),
    sayOnly((line: Line) => !isKept || (hasConsole && (line.always || isWanted(line.namespace)))),
  ]
  const look = async () => {
    const names = unite([...first, ...(await listAsked(folder))])
    if (names !== current && !hasEnded) enableNames(names)
    current = names
  }
  await look()
  await sweepTrace(folder)
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    void look().finally(() => {
      isLooking = false
    })
  }, pause)
  timer.unref()
  return () => {
    hasEnded = true
    clearInterval(timer)
    for (const end of enders) end()
    enableNames(initial)
    recorder.close()
  }
}
