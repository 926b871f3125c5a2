import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { toolEnvironment } from './tool-environment.ts'

export interface HgServer {
  run(words: readonly (string | Buffer)[]): Promise<string>
  close(): void
}

/** One Mercurial for all commands: a process for each would take minutes. */
export async function openServer(): Promise<HgServer> {
  const child: ChildProcessWithoutNullStreams = spawn('hg', ['serve', '--cmdserver', 'pipe'], {
    env: toolEnvironment(),
    cwd: '/',
  })
  child.stderr.resume()
  let bytes = Buffer.alloc(0)
  const chunks = child.stdout[Symbol.asyncIterator]()
  const take = async (length: number): Promise<Buffer> => {
    while (bytes.length < length) {
      const next = await chunks.next()
      if (next.done) throw new Error('the command server ended')
      bytes = Buffer.concat([bytes, next.value as Buffer]) // a byte stream gives buffers
    }
    const taken = bytes.subarray(0, length)
    bytes = bytes.subarray(length)
    return taken
  }
  const frame = async (): Promise<{ channel: string; data: Buffer }> => {
    const head = await take(5)
    return { channel: head.toString('latin1', 0, 1), data: await take(head.readUInt32BE(1)) }
  }
  await frame()
  return {
    async run(words) {
      const body = Buffer.concat(
        words.flatMap((word, index) => [Buffer.from(index ? '\0' : ''), Buffer.from(word as string)]),
      ) // or a buffer
      const size = Buffer.alloc(4)
      size.writeUInt32BE(body.length)
      child.stdin.write(Buffer.concat([Buffer.from('runcommand\n'), size, body]))
      let out = ''
      let complaints = ''
      for (;;) {
        const { channel, data } = await frame()
        if (channel === 'o') out += data.toString()
        if (channel === 'e') complaints += data.toString()
        if (channel !== 'r') continue
        if (data.readInt32BE(0) > 1) throw new Error(`hg ${words.join(' ')}: ${complaints}`)
        return out
      }
    },
    close: () => child.stdin.end(),
  }
}
