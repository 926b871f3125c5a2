import type { Picture } from './block.ts'
import { escaped } from './delimiters.ts'
import { leadsTo } from './names.ts'
import type { Order } from './order.ts'

/** `name` is what stands for the picture in a text. */
export function pictureOf({ words, options }: Order, name = ''): Picture {
  const target = options.get('target')
  const source = words.join('').replace(/\s+/g, '')
  return {
    source,
    words: options.get('alt') || name || (target ? source : ''), // a link needs words
    width: pixels(options.get('width')),
    height: pixels(options.get('height')),
    leads: target ? leadsTo(escaped(target)) : null,
  }
}

function pixels(size = ''): string {
  return /^(\d{1,4})(?: ?px)?$/.exec(size)?.[1] ?? ''
}
