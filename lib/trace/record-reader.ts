import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { readTail } from './file-tail.ts'
import { parseHead } from './head.ts'
import { type Line, type NumberedLine, parseNumbered } from './line.ts'
import { parseSegmentName, type Segment, segmentName } from './places.ts'

/** How far the lines of one process were read. */
interface Place {
  part: number
  offset: number
  /** The number of its last line. */
  number: number
  time: number
}

/** No head is longer, with the longest path that Windows has. */
const headBytes = 100_000

/** What all processes of an instance wrote, read once and in order. */
export interface RecordReader {
  /** The lines that came since the last look: of each process in the order it wrote them. */
  look(wanted: (line: Line) => boolean): Promise<readonly Line[]>
  /** Folders where iisnode keeps what these processes say elsewhere. */
  readonly logs: ReadonlySet<string>
  /** A word from which another reader goes on. */
  position(): string
}

/** Goes on from a position; from the beginning without one. */
export function openRecordReader(folder: string, position = ''): RecordReader {
  const places = new Map<string, Place>(parsePositions(position))
  const logs = new Set<string>()
  /** Whose head another reader has read. */
  const passed = new Set(places.keys())

  async function look(wanted: (line: Line) => boolean): Promise<readonly Line[]> {
    const names = await readdir(folder).catch(() => [])
    const processes = byProcess(names.flatMap(name => parseSegmentName(name) ?? []))
    for (const key of places.keys()) if (!processes.has(key)) places.delete(key)
    const lines: Line[] = []
    for (const [key, segments] of processes) {
      if (passed.delete(key)) await readHead(segments[0])
      const place = places.get(key) ?? { part: 0, offset: 0, number: 0, time: 0 }
      places.set(key, place)
      for (const segment of segments) {
        if (segment.part >= place.part) await readSegment(segment, place, line => wanted(line) && lines.push(line))
      }
    }
    return lines
  }

  async function readSegment(segment: Segment, place: Place, add: (line: Line) => void): Promise<void> {
    if (segment.part > place.part) Object.assign(place, { part: segment.part, offset: 0 })
    const { pid } = segment
    const tail = await readTail(path.join(folder, segmentName(segment)), place.offset)
    if (!tail) return
    place.offset = tail.end
    for (const text of tail.text.split('\n')) {
      const line = parseNumbered(text, pid)
      if (line) take(line, place, add)
      else if (text !== '') takeHead(text, segment, add)
    }
  }

  async function readHead(segment: Segment | undefined): Promise<void> {
    const tail = segment && (await readTail(path.join(folder, segmentName(segment)), 0, headBytes))
    const found = parseHead(tail?.text.split('\n')[0] ?? '')?.logs ?? null
    if (found !== null) logs.add(found)
  }

  function takeHead(text: string, { pid, part }: Segment, add: (line: Line) => void): void {
    const head = parseHead(text)
    if (!head) return
    if (head.logs !== null) logs.add(head.logs)
    const said = `begins: Kallithea for IIS ${head.product} on Node ${head.node}`
    if (part === 0) add(ownLine(head.started, { pid, text: said }))
  }

  return { look, logs, position: () => [...places].map(([key, place]) => formatPosition(key, place)).join('~') }
}

/** A clock that is set back must not turn the order of a process around. */
function take(line: NumberedLine, place: Place, add: (line: Line) => void): void {
  const missing = line.number - place.number - 1
  place.time = Math.max(place.time, line.time.getTime())
  const time = new Date(place.time)
  if (missing > 0 && place.number > 0) {
    const text = `${missing} lines of this process are not here: it wrote them faster than they were read`
    add(ownLine(time, { pid: line.pid, text }))
  }
  place.number = line.number
  const { pid, namespace, request, text, always } = line
  add({ time, pid, namespace, request, text, always })
}

function ownLine(time: Date, { pid, text }: Pick<Line, 'pid' | 'text'>): Line {
  return { time, pid, namespace: 'kallithea:process', request: null, text, always: true }
}

function byProcess(segments: readonly Segment[]): ReadonlyMap<string, readonly Segment[]> {
  const sorted = segments.toSorted((a, b) => a.started - b.started || a.pid - b.pid || a.part - b.part)
  return Map.groupBy(sorted, ({ pid, started }) => `${pid}-${started}`)
}

function formatPosition(key: string, { part, offset, number }: Place): string {
  return `${key}-${part}.${offset}.${number}`
}

function parsePositions(text: string): readonly [string, Place][] {
  return [...text.matchAll(/(?:^|~)(\d+-\d+)-(\d{1,9})\.(\d{1,12})\.(\d{1,12})(?=~|$)/g)].map(
    ([, key = '', ...rest]) => {
      const [part = 0, offset = 0, number = 0] = rest.map(Number)
      return [key, { part, offset, number, time: 0 }]
    },
  )
}
