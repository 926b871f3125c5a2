import type { Socket } from 'node:net'
import { write } from './write.ts'

/** Where the bytes of an answer go; false when nobody takes them any more. */
export interface Output {
  write(bytes: Buffer | string): Promise<boolean>
  flush(): Promise<boolean>
}

/** The client, from whom IIS holds an answer back until it is more than `limit`, or flushed. */
export function bufferedOutput(client: Socket, limit: number): Output {
  let held: Buffer[] = []
  let size = 0
  const flush = async () => {
    const bytes = Buffer.concat(held)
    held = []
    size = 0
    return bytes.length === 0 || write(client, bytes)
  }
  return {
    flush,
    async write(bytes) {
      const piece = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
      held.push(piece)
      size += piece.length
      return size <= limit || flush()
    },
  }
}

/** For an answer that IIS replaces: it is read to its end all the same. */
export const nowhere: Output = { write: async () => true, flush: async () => true }
