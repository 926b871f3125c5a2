// A delta: size of the base, size of the result (7 bits a byte, little end first), then instructions. Bit 7 set:
// copy from
// the base; bits 0–3 say which bytes of the offset follow, bits 4–6 which of the size (0 is 65536). Else: that many
// bytes follow.

import { Damage } from './damage.ts'

/** Sizes a delta begins with, and where its instructions start. */
export function deltaSizes(delta: Buffer): { readonly base: number; readonly result: number; readonly start: number } {
  const base = readSize(delta, 0)
  const result = readSize(delta, base.next)
  return { base: base.size, result: result.size, start: result.next }
}

export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const sizes = deltaSizes(delta)
  if (sizes.base !== base.length) throw new Damage('a delta for another base')
  const result = Buffer.allocUnsafeSlow(sizes.result)
  let from = sizes.start
  let to = 0
  const next = (): number => delta[from++] ?? 0
  while (from < delta.length) {
    const instruction = next()
    if (instruction < 128) {
      delta.copy(result, to, from, from + instruction)
      from += instruction
      to += instruction
      continue
    }
    let offset = 0
    let size = 0
    if (instruction & 1) offset = next()
    if (instruction & 2) offset |= next() << 8
    if (instruction & 4) offset |= next() << 16
    if (instruction & 8) offset += next() * 0x1000000
    if (instruction & 16) size = next()
    if (instruction & 32) size |= next() << 8
    if (instruction & 64) size |= next() << 16
    if (size === 0) size = 0x10000
    if (offset + size > base.length || to + size > result.length) throw new Damage('a delta beyond its base')
    base.copy(result, to, offset, offset + size)
    to += size
  }
  if (to !== result.length) throw new Damage('a delta of another size')
  return result
}

function readSize(bytes: Buffer, start: number): { size: number; next: number } {
  let size = 0
  let factor = 1
  let next = start
  for (;;) {
    const byte = bytes[next++] ?? 0
    size += (byte & 127) * factor
    factor *= 128
    if (byte < 128) return { size, next }
  }
}
