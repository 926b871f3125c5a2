import { createHash } from 'node:crypto'

export const nullId = '0'.repeat(40)

/** The node of a text: hex of SHA-1 over both parents, the smaller first, and the text. */
export function hash(first: string, second: string, text: Uint8Array): string {
  const [smaller, larger] = first < second ? [first, second] : [second, first]
  return createHash('sha1').update(smaller, 'hex').update(larger, 'hex').update(text).digest('hex')
}
