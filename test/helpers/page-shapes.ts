/*
 * A page of a large repository is like a thousand others. What makes its HTML valid or not is which elements stand in
 * which, with which attributes, and whether they are empty: its shape. Ids, which must differ, are looked at on every
 * page.
 */

type Judge = (html: string) => Promise<readonly string[]>

/** What can stand at a place, by shape; grows with each page that shows something new. */
type Place = Map<string, Place>

/** Judges the pages with something in their shape that no page before had. */
export function judgeShapes(judge: Judge): Judge {
  const known: Place = new Map()
  return async html => {
    const twice = listTwice(html)
    return learn(known, html) ? [...twice, ...(await judge(html))] : twice
  }
}

function listTwice(html: string): readonly string[] {
  const seen = new Set<string>()
  const twice: string[] = []
  for (const [, id = ''] of html.matchAll(/ id="([^"]*)"/g)) if (seen.size === seen.add(id).size) twice.push(id)
  return twice.map(id => `id twice: ${id}`)
}

const piece = /<(\/?)([a-z][a-z0-9-]*)([^>]*)>|[^<\s][^<]*/gi
const alone = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

/** Whether there was something new. */
function learn(known: Place, html: string): boolean {
  let isNew = false
  const open: Place[] = [known]
  let isEmpty = false
  const step = (shape: string): Place => {
    const here = open.at(-1) ?? known
    const there = here.get(shape)
    if (there) return there
    const place: Place = new Map()
    here.set(shape, place)
    isNew = true
    return place
  }
  for (const [, end, name, attributes = ''] of html.matchAll(piece)) {
    if (end) {
      if (isEmpty) step('nothing')
      open.pop()
    } else if (name === undefined) step('text')
    else {
      const place = step(name + shapeOf(attributes))
      isEmpty = !alone.test(name) && !attributes.endsWith('/')
      if (isEmpty) open.push(place)
      continue
    }
    isEmpty = false
  }
  return isNew
}

/** Names of attributes, and what they say where there are only some words that they may say. */
function shapeOf(attributes: string): string {
  return attributes.replace(/([^\s=]+)="([^"]*)"/g, (whole, name: string, value: string) =>
    /^(type|role|rel|scope|method|aria-current)$/.test(name) || value === '' ? whole : name,
  )
}
