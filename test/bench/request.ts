import { Agent, type OutgoingHttpHeaders, request } from 'node:http'

export interface Timed {
  readonly milliseconds: number
  readonly status: number
  readonly bytes: Buffer
}

/** From the moment of asking, on a connection of its own, to the last byte. */
export function timeRequest(address: string, headers: OutgoingHttpHeaders = {}): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false })
    const begun = performance.now()
    const outgoing = request(address, { agent, headers })
    outgoing.on('error', reject)
    outgoing.on('response', response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const milliseconds = performance.now() - begun
        resolve({ milliseconds, status: response.statusCode ?? 0, bytes: Buffer.concat(pieces) })
      })
    })
    outgoing.end()
  })
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]]
  return (low + high) / 2
}
