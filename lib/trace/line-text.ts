import { formatLocal } from '#std/local-time.ts'
import type { Line } from './line.ts'

/** Makes one line for a console of each: time, process, request, namespace, text. */
export function lineFormatter(): (line: Line) => string {
  const told = new Map<string, string>()

  /** What a request is, as long as this was not told; then its number is enough. */
  function requestOf({ request }: Line): string {
    if (!request) return ''
    const { id, method, address, user } = request
    const about = [id, method, address, user].filter(part => part !== null).join(' ')
    const isTold = told.get(id) === about
    if (told.size >= 1000) told.clear()
    told.set(id, about)
    return `[${isTold ? id : about}]`
  }

  return line => {
    const { time, pid, namespace, text } = line
    const moment = `${formatLocal(time, ' ')}.${String(time.getMilliseconds()).padStart(3, '0')}`
    const [first = '', ...more] = text.split(/\r?\n/)
    const head = [moment, pid, requestOf(line), namespace, first].filter(part => part !== '').join(' ')
    return [head, ...more.map(each => `  ${each}`)].map(harmless).join('\n')
  }
}

/** A line has texts of anybody in it, and a terminal obeys some letters. */
function harmless(text: string): string {
  return text.replaceAll('\t', '  ').replace(/\p{Cc}|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '�')
}

/** As a program reads it: one object a line. */
export function formatJson({ time, ...line }: Line): string {
  return JSON.stringify({ time: time.toISOString(), ...line })
}
