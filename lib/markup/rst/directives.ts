import type { Block } from './block.ts'
import { parseInline } from './inline.ts'
import { withoutEmptyEnds } from './lines.ts'
import type { Order } from './order.ts'
import { pictureOf } from './picture.ts'
import type { Reading } from './reading.ts'

type Blocks = readonly Block[]

export function imageOf(_: Reading, order: Order): Blocks {
  return [{ kind: 'paragraph', text: [{ kind: 'picture', picture: pictureOf(order) }] }]
}

export function figureOf(reading: Reading, order: Order): Blocks {
  const caption = reading.whole.inside(reading, order.content)
  return [{ kind: 'figure', picture: pictureOf(order), caption }]
}

/** A box with a title, which may be empty. */
export function titled(reading: Reading, title: string, lines: readonly string[]): Blocks {
  const shown = parseInline(title, reading.whole.names)
  const blocks = reading.whole.inside(reading, withoutEmptyEnds(lines))
  return [{ kind: 'quote', title: shown, blocks, source: [] }]
}

/** Words behind the name say the language; without any content they are lines of it. */
export function literalOf(_: Reading, { words, content }: Order): Blocks {
  const [first = '', ...more] = words
  const lines =
    more.length > 0 || content.length === 0 ? [...more, ...(more.length > 0 ? [''] : []), ...content] : content
  if (lines.length === 0 && first === '') return []
  if (lines.length === 0) return [{ kind: 'literal', text: first, language: '' }]
  const language = /^[\w+#.-]{1,40}$/.test(first) ? first.toLowerCase() : ''
  const lost = first !== '' && language === ''
  return [{ kind: 'literal', text: withoutEmptyEnds(lost ? [first, ...lines] : lines).join('\n'), language }]
}

export function mathOf(_: Reading, { words, content }: Order): Blocks {
  const text = withoutEmptyEnds([...words, ...(words.length > 0 ? [''] : []), ...content]).join('\n')
  return text === '' ? [] : [{ kind: 'literal', text, language: '' }]
}

export function rubricOf(reading: Reading, { words, content }: Order): Blocks {
  const text = parseInline(words.join(' '), reading.whole.names)
  return [{ kind: 'rubric', text }, ...reading.whole.inside(reading, content)]
}

export function contentsOf({ whole }: Reading, { words, options }: Order): Blocks {
  const depth = Number(/^\d{1,2}$/.exec(options.get('depth') ?? '')?.[0] ?? 9)
  return [{ kind: 'contents', title: parseInline(words.join(' '), whole.names), depth }]
}

export function tableWithTitle(reading: Reading, { words, content }: Order): Blocks {
  const caption = parseInline(words.join(' '), reading.whole.names)
  const [first, ...more] = reading.whole.inside(reading, content)
  if (first?.kind === 'table') return [{ ...first, caption }, ...more]
  return [{ kind: 'rubric', text: caption }, ...(first ? [first] : []), ...more]
}

/** Another file is not read into this one: it can be looked at. */
export function linkTo(_: Reading, { words }: Order): Blocks {
  const address = words.join('').trim()
  return address === '' ? [] : [{ kind: 'paragraph', text: [{ kind: 'link', address, text: address }] }]
}
