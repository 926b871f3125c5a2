import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { readTail } from './file-tail.ts'
import type { Line } from './line.ts'
import { redact } from './redact.ts'

/*
 * What iisnode's interceptor keeps of stdout and stderr, in a folder of its own: `SERVER-1234-stderr-1769860800.txt`.
 * There is the crash of a process that never came to its own trace. What stands on stderr at one look is one event: a
 * stack, and the source it points to, belong together.
 */

interface Place {
  offset: number
  /** Behind the last line, at the last look. */
  rest: string
}

const mostOfBefore = 256 * 1024

export interface LogReader {
  /** What came since the last look; at the first one, of files that were written to since `since`. */
  look(folders: Iterable<string>): Promise<readonly Line[]>
  position(): string
}

export function openLogReader(since: Date, position = ''): LogReader {
  const places = new Map<string, Place>(parsePositions(position))
  const known = new Set<string>()

  async function readFolder(folder: string): Promise<readonly Line[]> {
    const names = await readdir(folder).catch(() => [])
    const isNew = !known.has(folder)
    known.add(folder)
    const lines: Line[] = []
    for (const name of names.toSorted()) {
      const about = parseName(name)
      if (about) lines.push(...(await readLog(path.join(folder, name), about, isNew)))
    }
    return lines
  }

  async function readLog(file: string, { pid, kind, key }: About, isFolderNew: boolean): Promise<readonly Line[]> {
    const place = places.get(key) ?? (await firstPlace(file, isFolderNew && position === ''))
    const tail = place && (await readTail(file, place.offset))
    if (!tail) return []
    places.set(key, place)
    // a line that nobody went on with until now has come to its end
    const hasEnded = tail.text === '' && tail.rest !== '' && tail.rest === place.rest
    const text = hasEnded ? tail.rest : tail.text
    place.offset = hasEnded ? tail.read : tail.end
    place.rest = hasEnded ? '' : tail.rest
    const events = eventsOf(text.split(/\r?\n/), kind === 'stderr' ? longest : 1)
    return events
      .filter(event => event.trim() !== '')
      .map(event => lineOf(event.trimEnd(), { time: tail.changed, pid, kind }))
  }

  /** Nothing of an old file, and of a long one the end: it is kept by iisnode, and may have grown for years. */
  async function firstPlace(file: string, isOfBefore: boolean): Promise<Place | null> {
    const about = await stat(file).catch(() => null)
    if (!about) return null
    const isOld = about.mtime < since
    return { offset: isOfBefore ? (isOld ? about.size : Math.max(0, about.size - mostOfBefore)) : 0, rest: '' }
  }

  return {
    async look(folders) {
      const lines: Line[] = []
      for (const folder of folders) lines.push(...(await readFolder(folder)))
      return lines
    },
    position: () => [...places].map(([key, { offset }]) => `${key}.${offset}`).join('~'),
  }
}

function lineOf(text: string, { time, pid, kind }: { time: Date; pid: number; kind: string }): Line {
  return { time, pid, namespace: `iisnode:${kind}`, request: null, text: redact(text), always: true }
}

interface About {
  readonly pid: number
  readonly kind: string
  /** Names the file, whatever the machine is called. */
  readonly key: string
}

function parseName(name: string): About | null {
  const [, pid = '', kind = '', begun = ''] = /-(\d{1,10})-(stdout|stderr)-(\d{1,15})\.txt$/.exec(name) ?? []
  return begun === '' ? null : { pid: Number(pid), kind, key: `${pid}-${kind}-${begun}` }
}

/** Lines of one event. */
const longest = 100

function eventsOf(lines: readonly string[], length: number): readonly string[] {
  const starts = Array.from({ length: Math.ceil(lines.length / length) }, (_, index) => index * length)
  return starts.map(start => lines.slice(start, start + length).join('\n'))
}

function parsePositions(text: string): readonly [string, Place][] {
  const found = text.matchAll(/(?:^|~)(\d{1,10}-(?:stdout|stderr)-\d{1,15})\.(\d{1,12})(?=~|$)/g)
  return [...found].map(([, key = '', offset]) => [key, { offset: Number(offset), rest: '' }])
}
