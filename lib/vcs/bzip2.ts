import { Transform } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { Problem } from '#std/problem.ts'
import { openBlocks } from './bzip2-blocks.ts'

/** Always one block of bzip2: the largest holds 900,000 bytes, after each four equal ones may have become five. */
const blockBytes = 700_000

/** Packs what is written to it, as bzip2 does, block by block. */
export function createBzip2(): Transform {
  const release = hold()
  const blocks = openBlocks()
  const block = Buffer.allocUnsafeSlow(blockBytes)
  let filled = 0

  async function packBlock(): Promise<Buffer> {
    const packed = await pack(block.subarray(0, filled))
    filled = 0
    return blocks.add(Buffer.from(packed))
  }
  async function take(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const copied = bytes.copy(block, filled, at)
      at += copied
      filled += copied
      if (filled === blockBytes) stream.push(await packBlock())
    }
  }
  async function finish(): Promise<void> {
    if (filled > 0) stream.push(await packBlock())
    stream.push(blocks.end())
  }

  const stream = new Transform({
    transform(bytes: Buffer, _encoding, done) {
      take(bytes).then(() => done(), done)
    },
    flush(done) {
      finish().then(() => done(), done)
    },
    destroy(error, done) {
      release()
      done(error)
    },
  })
  return stream
}

/** One thread for all who pack, however many: it is there as long as one of them is. */
let worker: Worker | null = null
let holders = 0
let waiting: { resolve(packed: Uint8Array): void; reject(error: unknown): void }[] = []

function hold(): () => void {
  holders++
  let held = true
  return () => {
    if (held && --holders === 0) lose(worker)
    held = false
  }
}

function pack(bytes: Buffer): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  worker ??= openWorker()
  waiting.push({ resolve, reject })
  worker.postMessage(bytes, [])
  return promise
}

function openWorker(): Worker {
  const opened = new Worker(new URL('./bzip2-worker.ts', import.meta.url), { name: 'bzip2', execArgv: [] })
  opened.on('message', (packed: Uint8Array) => waiting.shift()?.resolve(packed))
  opened.on('error', error => lose(opened, error))
  opened.on('exit', code => lose(opened, new Error(`the thread for bzip2 ended with ${code}`)))
  return opened
}

function lose(lost: Worker | null, error?: unknown): void {
  if (!lost || worker !== lost) return
  const left = waiting
  worker = null
  waiting = []
  void lost.terminate()
  for (const { reject } of left) reject(new Problem('unavailable', 'nothing can be packed with bzip2', {}, error))
}
