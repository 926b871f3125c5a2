/*
 * A bzip2 file, in bits: `BZh9`, blocks, end.
 *   block: 48 bits 314159265359, 32 bits checksum of the block, its content
 *   end:   48 bits 177245385090, 32 bits checksum of all blocks, zeros up to the next byte
 * The checksum of all begins with 0; each block turns it left by one and adds its own by xor.
 */

const head = Buffer.from('BZh9')
const endMark = 0x177245385090
const endBits = 48 + 32

/** Files of one block each become one file of all: many readers stop where the first of several files ends. */
export interface Blocks {
  /** Takes such a file; what of the whole is now known to its last bit. */
  add(file: Buffer): Buffer
  end(): Buffer
}

export function openBlocks(): Blocks {
  let checksum = 0
  let begun = false
  /** The bits that fill no byte yet, at its upper end. */
  let rest = 0
  let used = 0

  function append(bits: Buffer, count: number): Buffer {
    const joined = Buffer.alloc(bits.length + 1)
    let carried = rest
    for (const [index, byte] of bits.entries()) {
      joined[index] = carried | (byte >>> used)
      carried = (byte << (8 - used)) & 0xff
    }
    joined[bits.length] = carried
    const all = used + count
    used = all % 8
    rest = (joined[all >>> 3] ?? 0) & (0xff00 >>> used)
    return joined.subarray(0, all >>> 3)
  }

  function begin(): Buffer {
    const bytes = begun ? Buffer.alloc(0) : head
    begun = true
    return bytes
  }

  return {
    add(file) {
      const count = blockBits(file)
      const own = file.readUInt32BE(head.length + 6)
      checksum = (((checksum << 1) | (checksum >>> 31)) ^ own) >>> 0
      return Buffer.concat([begin(), append(file.subarray(head.length), count)])
    },
    end() {
      const end = Buffer.alloc(endBits / 8)
      end.writeUIntBE(endMark, 0, 6)
      end.writeUInt32BE(checksum, 6)
      return Buffer.concat([begin(), append(end, endBits), used ? Buffer.of(rest) : Buffer.alloc(0)])
    },
  }
}

/** How many bits the only block of a file has: its end mark is followed by the checksum and up to seven zeros. */
function blockBits(file: Buffer): number {
  const tail = BigInt(`0x${file.subarray(-11).toString('hex')}`)
  for (let padding = 0n; padding < 8n; padding++) {
    const end = tail >> padding
    if (((end >> 32n) & 0xffff_ffff_ffffn) !== BigInt(endMark)) continue
    if (Number(end & 0xffff_ffffn) !== file.readUInt32BE(head.length + 6)) break
    return (file.length - head.length) * 8 - endBits - Number(padding)
  }
  throw new Error('not a bzip2 file of one block')
}
