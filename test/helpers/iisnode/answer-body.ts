import type { Socket } from 'node:net'
import type { ByteReader } from './byte-reader.ts'
import type { Output } from './output.ts'

/** The body of an answer on its way from node's pipe. */
export interface Passing {
  readonly reader: ByteReader
  readonly output: Output
  readonly client: Socket
  /** Whether every chunk leaves IIS at once. */
  readonly flushes: boolean
  readonly fault: (what: string) => void
}

/** Until the pipe breaks, which is taken for the end whatever the reason. */
export async function passRest({ reader, output }: Passing): Promise<void> {
  for (let piece = await reader.some(65_536); piece !== null; piece = await reader.some(65_536)) {
    if (!(await output.write(piece))) return
  }
  await output.flush()
}

/** So many bytes, counted in 32 bits; true when pipe and client may go on. */
export async function passLength({ reader, output, client, fault }: Passing, length: number): Promise<boolean> {
  for (let left = length % 2 ** 32; left > 0; ) {
    const piece = await reader.some(Math.min(left, 65_536))
    if (piece === null || !(await output.write(piece))) return false
    left -= piece.length
  }
  if (length < 2 ** 32) return output.flush()
  fault(`Content-Length ${length} is beyond 32 bits: a thread of w3wp.exe spins for ever`)
  await new Promise(resolve => client.once('close', resolve).resume())
  return false
}

/** The framing is passed on as it is; behind the last chunk exactly an empty line is expected. */
export async function passChunks({ reader, output, flushes, fault }: Passing): Promise<boolean> {
  for (;;) {
    const line = await reader.until('\r\n', 4096)
    const size = Number.parseInt(line?.toString('latin1') ?? '', 16)
    if (line === null || Number.isNaN(size)) {
      if (line !== null) fault(`no chunk begins with ${JSON.stringify(line.toString('latin1'))}`)
      return false
    }
    if (!(await output.write(line))) return false
    if (size === 0) break
    for (let left = size + 2; left > 0; ) {
      const piece = await reader.some(left)
      if (piece === null || !(await output.write(piece))) return false
      left -= piece.length
    }
    if (flushes && !(await output.flush())) return false
  }
  const end = await reader.until('\r\n', 4096)
  if (end?.length !== 2) fault('something stands between the last chunk and its end: trailers corrupt the pipe')
  return end !== null && (await output.write(end)) && (await output.flush()) && end.length === 2
}
