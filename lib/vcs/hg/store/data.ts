import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { constants, inflateSync, zstdDecompressSync } from 'node:zlib'
import { Problem } from '#std/problem.ts'

const mostBytes = 256 * 1024 * 1024
const window = 64 * 1024

export const noBytes = Buffer.alloc(0)

export function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** The first bytes of the `size` that a chunk holds: of one that zlib made no more is expanded. */
export function expandBeginning(chunk: Buffer, size: number): Buffer {
  if (chunk[0] === zstdMark) return expandBy(zstdDecompressSync, chunk, Math.min(size, mostBytes) + 1024)
  if (chunk[0] !== zlibMark || chunk.length <= beginning) return expandChunk(chunk)
  try {
    return inflateSync(chunk.subarray(0, beginning), { finishFlush: constants.Z_SYNC_FLUSH })
  } catch (error) {
    throw new Problem('unavailable', 'a chunk that cannot be read', { bytes: chunk.length }, error)
  }
}

const zlibMark = 0x78
const zstdMark = 0x28
/** Bytes: the tables of zlib fit, and some text. */
const beginning = 1024

/** What a chunk of a revlog holds, by its first byte. */
export function expandChunk(chunk: Buffer): Buffer {
  switch (chunk[0]) {
    case undefined:
      return noBytes
    case zlibMark:
      return expandBy(inflateSync, chunk)
    case zstdMark:
      return expandBy(zstdDecompressSync, chunk)
    case 0x75:
      return chunk.subarray(1)
    case 0:
      return chunk
    default:
      throw new Problem('unavailable', 'a chunk of an unknown compression', { mark: chunk[0] })
  }
}

type Expand = (chunk: Buffer, options: { maxOutputLength: number; chunkSize?: number }) => Buffer

/** `room`: for all of it at once, where that is known. */
function expandBy(expand: Expand, chunk: Buffer, room?: number): Buffer {
  try {
    return expand(chunk, { maxOutputLength: mostBytes, ...(room && { chunkSize: room }) })
  } catch (error) {
    throw new Problem('unavailable', 'a chunk that cannot be read', { bytes: chunk.length }, error)
  }
}

export interface Data {
  read(offset: number, size: number): Buffer
  /** The file is open only meanwhile: Windows could not replace it else. */
  during<Result>(run: () => Result): Result
}

/** The file of a revlog's chunks, read through a window. */
export function openData(file: string): Data {
  let handle = -1
  let kept = noBytes
  let start = 0
  return {
    read(offset, size) {
      if (offset < start || offset + size > start + kept.length) {
        if (handle < 0) handle = openSync(file, 'r')
        // Half of it before: who reads history goes backwards.
        start = Math.max(0, offset - window / 2)
        const wanted = Math.min(Math.max(offset - start + size, window), fstatSync(handle).size - start)
        kept = Buffer.allocUnsafeSlow(Math.max(0, wanted))
        kept = kept.subarray(0, readSync(handle, kept, 0, kept.length, start))
      }
      if (offset + size > start + kept.length) throw new Problem('unavailable', 'the store ends too early', { file })
      return kept.subarray(offset - start, offset - start + size)
    },
    during(run) {
      try {
        return run()
      } finally {
        if (handle >= 0) closeSync(handle)
        handle = -1
      }
    },
  }
}
