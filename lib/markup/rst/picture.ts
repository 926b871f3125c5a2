import type { Picture } from './block.ts'
import { escaped } from './delimiters.ts'
import { leadsTo, type Names } from './names.ts'
import type { Order } from './order.ts'

/** `name` is what stands for the picture in a text. */
export function pictureOf(_: Names, { words, options }: Order, name = ''): Picture {
  const target = options.get('target')
  return {
    source: words.join('').replace(/\s+/g, ''),
    words: options.get('alt') ?? name,
    width: pixels(options.get('width')),
    height: pixels(options.get('height')),
    leads: target ? leadsTo(escaped(target)) : null,
  }
}

function pixels(size = ''): string {
  return /^(\d{1,4})(?: ?px)?$/.exec(size)?.[1] ?? ''
}
