import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

const construct = '__wasm_call_ctors'

/** What libbzip2, compiled to WebAssembly, lets us call: numbers are places in its memory, or sizes. */
interface Library {
  readonly memory: WebAssembly.Memory
  [construct](): void
  emscripten_stack_init(): void
  malloc(size: number): number
  free(place: number): void
  BZ2_bzBuffToBuffCompress(
    target: number,
    targetSize: number,
    source: number,
    sourceSize: number,
    blockSize: number,
    verbosity: number,
    workFactor: number,
  ): number
}

/** The package's own loader finds its file neither on Windows nor below a folder with a blank in its name. */
function openLibrary(): Library {
  const file = new URL(import.meta.resolve('bzip2-wasm/bzip2-1.0.8/bzip2.wasm'))
  const failed = (): never => {
    throw new Error('libbzip2 gave up')
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    env: {
      exit: failed,
      emscripten_memcpy_big: (to: number, from: number, size: number) =>
        new Uint8Array(library.memory.buffer).copyWithin(to, from, from + size),
      emscripten_resize_heap: failed, // its 16 MB are enough for the largest block
    },
    wasi_snapshot_preview1: { fd_close: failed, fd_write: failed, fd_seek: failed },
  })
  const library = exports as unknown as Library // the exports of version 1.0.1
  library.emscripten_stack_init()
  library[construct]()
  return library
}

const library = openLibrary()

/** The largest blocks and the usual patience with what is hard to sort. */
const settings = { blockSize: 9, verbosity: 0, workFactor: 0 } as const

function pack(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { memory, malloc, free, BZ2_bzBuffToBuffCompress: compress } = library
  const room = Math.ceil(bytes.length * 1.01) + 600 // what the manual says is always enough
  const source = malloc(bytes.length)
  const target = malloc(room)
  const size = malloc(4)
  new Uint8Array(memory.buffer).set(bytes, source)
  new DataView(memory.buffer).setUint32(size, room, true)
  const { blockSize, verbosity, workFactor } = settings
  const code = compress(target, size, source, bytes.length, blockSize, verbosity, workFactor)
  if (code !== 0) throw new Error(`libbzip2 failed with ${code}`)
  const packed = new Uint8Array(memory.buffer, target, new DataView(memory.buffer).getUint32(size, true)).slice()
  for (const place of [source, target, size]) free(place)
  return packed
}

parentPort?.on('message', (bytes: Uint8Array) => {
  const packed = pack(bytes)
  parentPort?.postMessage(packed, [packed.buffer])
})
