import { Problem } from '#std/problem.ts'
import { command } from '../command.ts'
import type { Runner } from '../run.ts'

/*
 * The protocol of `hg serve --cmdserver pipe`. From it: u8 channel, u32 length (big end first), data.
 *   o output, e complaints, r i32 exit code, d debugging; I and L ask for input of at most length bytes, without data.
 * To it: `runcommand` LF, u32 length, arguments between zero bytes; for input u32 length, bytes; length 0 is the end.
 */

export interface Question {
  readonly words: readonly Buffer[]
  /** Called with each piece of output, one after the other. */
  take(bytes: Buffer): Promise<void> | void
  readonly milliseconds: number
}

export interface Answer {
  readonly code: number
  readonly stderr: string
  /** Whether anything came back before it broke. */
  readonly broken: 'never' | 'at once' | 'late'
}

/** A warm Mercurial: one process that serves commands on any repository, one at a time. */
export interface Server {
  ask(question: Question): Promise<Answer>
  /** How many commands it got. */
  asked(): number
  isBroken(): boolean
  kill(): void
}

/** The configuration of a repository itself is not read: it may name programs to run. */
export const environment = { HGRCSKIPREPO: '1' }
const mostComplaints = 64 * 1024

export function openServer(runner: Runner): Server {
  const session = runner.open({ tool: 'hg', command: command('serve', '--cmdserver=pipe'), environment })
  const frames = readFrames(session.stdout)
  let asked = 0
  let broken = false
  let greeted = false

  function kill(): void {
    broken = true
    session.kill()
  }

  async function answer({ words, take }: Question): Promise<Answer> {
    const hello = greeted ? null : await frames.next()
    greeted = true
    if (hello && (hello.done || !hello.value.data.includes('runcommand'))) return fail('at once')
    session.stdin.write(formatCommand(words))
    let stderr = ''
    let heard = false
    for (let frame = await frames.next(); !frame.done; frame = await frames.next()) {
      const { channel, data } = frame.value
      heard = true
      if (channel === 'r') return { code: data.readInt32BE(0), stderr, broken: 'never' }
      if (channel === 'o') await take(data)
      else if (channel === 'e') stderr = (stderr + data.toString()).slice(-mostComplaints)
      else if (channel === 'I' || channel === 'L') session.stdin.write(Buffer.alloc(4))
      else if (channel !== 'd') break
    }
    return fail(heard ? 'late' : 'at once', stderr)
  }

  async function fail(when: 'at once' | 'late', stderr = ''): Promise<Answer> {
    kill()
    const ended = await session.ended
    return { code: -1, stderr: stderr || ended.stderr || (ended.failure ?? ''), broken: when }
  }

  return {
    asked: () => asked,
    isBroken: () => broken,
    kill,
    async ask(question) {
      asked++
      const release = session.hold()
      let isLate = false
      const clock = setTimeout(() => {
        isLate = true
        kill()
      }, question.milliseconds)
      try {
        const result = await answer(question)
        if (isLate) throw new Problem('unavailable', 'the tool took too long', { tool: 'hg' })
        return result
      } catch (error) {
        // Whoever takes the output gave up: what still comes belongs to nobody.
        kill()
        throw error
      } finally {
        clearTimeout(clock)
        release()
      }
    },
  }
}

function formatCommand(words: readonly Buffer[]): Buffer {
  const zero = Buffer.alloc(1)
  const list = Buffer.concat(words.flatMap((word, index) => (index ? [zero, word] : [word])))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(list.length)
  return Buffer.concat([Buffer.from('runcommand\n'), length, list])
}

interface Frame {
  readonly channel: string
  readonly data: Buffer
}

async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let chunks: Buffer[] = []
  let have = 0
  let need = 5
  for await (const chunk of source) {
    chunks.push(chunk)
    have += chunk.length
    if (have < need) continue
    let rest = Buffer.concat(chunks)
    while (rest.length >= 5) {
      const channel = String.fromCharCode(rest[0] ?? 0)
      const end = 5 + (channel === 'I' || channel === 'L' ? 0 : rest.readUInt32BE(1))
      need = end
      if (rest.length < end) break
      need = 5
      yield { channel, data: rest.subarray(5, end) }
      rest = rest.subarray(end)
    }
    chunks = [rest]
    have = rest.length
  }
}
