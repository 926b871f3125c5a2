import type { Text } from './block.ts'
import { parseInline } from './inline.ts'
import type { Order } from './order.ts'
import { pictureOf } from './picture.ts'
import type { Reading } from './reading.ts'

/** What a name between `|` stands for. */
export function substitution({ whole }: Reading, order: Order, name: string): Text {
  const text = [...order.words, ...order.content].join(' ')
  if (order.name === 'image') return [{ kind: 'picture', picture: pictureOf(order, name) }]
  if (order.name === 'unicode') return [{ kind: 'text', text: characters(text) }]
  if (order.name === 'replace') return parseInline(text, whole.names)
  return [{ kind: 'text', text: name }]
}

/** `0xA9 Company`: codes are characters, words stay; behind `..` stands a comment. */
function characters(text: string): string {
  const written = text.split(/ \.\. /)[0] ?? ''
  const parts = written.split(/\s+/).map(part => {
    const code = /^(?:0x|x|\\x|U\+|u|\\u|&#x)([0-9a-f]{1,6});?$/i.exec(part)?.[1]
    const number = code === undefined ? (/^\d{1,7}$/.test(part) ? Number(part) : null) : Number.parseInt(code, 16)
    return number === null || number === 0 || number > 0x10ffff
      ? { text: part, code: false }
      : { text: String.fromCodePoint(number), code: true }
  })
  return parts
    .map(({ text: part, code }, nth) => (nth === 0 || code || parts[nth - 1]?.code ? part : ` ${part}`))
    .join('')
}
