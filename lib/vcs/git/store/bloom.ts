// Which paths a commit changed, as git writes it down: bits set by murmur3 of the path with two seeds. Version 1 hashes
// bytes from 128 on as negative numbers (a char of C), version 2 as they are. No bits at all: too many paths, so any.

export interface BloomSettings {
  readonly version: number
  readonly hashes: number
}

/** What to look for in filters: one number for each hash. */
export function bloomKey(path: Buffer, { version, hashes }: BloomSettings): Uint32Array {
  const one = murmur3(0x293ae76f, path, version)
  const two = murmur3(0x7e646e2c, path, version)
  return Uint32Array.from({ length: hashes }, (_, number) => one + Math.imul(number, two))
}

export function mayContain(bytes: Buffer, start: number, length: number, key: Uint32Array): boolean {
  if (length === 0) return true
  const bits = length * 8
  for (const hash of key) {
    const bit = hash % bits
    if (!((bytes[start + (bit >>> 3)] ?? 0) & (1 << (bit & 7)))) return false
  }
  return true
}

function murmur3(seed: number, data: Buffer, version: number): number {
  const at = (place: number): number => {
    const byte = data[place] ?? 0
    return version === 1 && byte > 127 ? byte - 256 : byte
  }
  const whole = data.length - (data.length % 4)
  let hash = seed
  for (let place = 0; place < whole; place += 4) {
    hash ^= mix(at(place) | (at(place + 1) << 8) | (at(place + 2) << 16) | (at(place + 3) << 24))
    hash = (hash << 13) | (hash >>> 19)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  let rest = 0
  for (let place = data.length - 1; place >= whole; place--) rest ^= at(place) << ((place - whole) * 8)
  if (data.length > whole) hash ^= mix(rest)
  hash ^= data.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function mix(word: number): number {
  const product = Math.imul(word, 0xcc9e2d51)
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593)
}
