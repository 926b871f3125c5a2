import { createReadStream, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { inflateSync } from 'node:zlib'
import { Damage } from './damage.ts'
import { type GitObject, inflateStart, inflateStream, type ObjectType, surely } from './pack.ts'

// A loose object: one zlib stream of `type size NUL data` in a file named by its id.

export function looseFile(objects: string, id: string): string {
  return `${objects}/${id.slice(0, 2)}/${id.slice(2)}`
}

/** Null where there is no such file. */
export function readLoose(file: string): GitObject | null {
  const bytes = readBytes(file)
  if (!bytes) return null
  const { type, size, start } = parseHeader(inflateStart(bytes.subarray(0, surely)))
  const all = inflateSync(bytes, { chunkSize: Math.max(64, start + size + 1) })
  if (all.length !== start + size) throw new Damage('a loose object of another size')
  return { type, data: all.subarray(start) }
}

export function looseHeader(file: string): { readonly type: ObjectType; readonly size: number } | null {
  const bytes = readBytes(file)
  return bytes && parseHeader(inflateStart(bytes.subarray(0, surely)))
}

export function streamLoose(file: string): Readable {
  return Readable.from(withoutHeader(inflateStream(createReadStream(file))), { objectMode: false })
}

async function* withoutHeader(source: Readable): AsyncGenerator<Buffer> {
  let inside = false
  for await (const chunk of source as AsyncIterable<Buffer>) {
    // a byte stream gives buffers
    yield inside ? chunk : chunk.subarray(chunk.indexOf(0) + 1)
    inside = true
  }
}

function parseHeader(start: Buffer): { type: ObjectType; size: number; start: number } {
  const end = start.indexOf(0)
  const [, type, size] = /^(commit|tree|blob|tag) (\d+)$/.exec(start.toString('latin1', 0, end)) ?? []
  if (!type) throw new Damage('a loose object without a header')
  return { type: type as ObjectType, size: Number(size), start: end + 1 } // the pattern has no other words
}

function readBytes(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
