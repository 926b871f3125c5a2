/** Markup that is safe to send. Only `html` and `trusted` make it, so no string can pass for it. */
export class Html {
  readonly #text: string

  constructor(key: typeof maker, text: string) {
    if (key !== maker) throw new TypeError('markup is made by html`…` alone')
    this.#text = text
  }

  get length(): number {
    return this.#text.length
  }

  toString(): string {
    return this.#text
  }
}

const maker = Symbol('html')

/** What may stand in a hole: a forgotten await, an object or `true` do not compile. */
export type Hole = string | number | Html | readonly Html[] | false | null | undefined

/** html`<p class="${name}">${text}</p>`: text is escaped for element content and quoted attributes. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  let text = parts[0] ?? ''
  for (let index = 0; index < holes.length; index++) text += filled(holes[index]) + parts[index + 1]
  return new Html(maker, text)
}

/** Markup that was made safe elsewhere (a sanitizer, our own SVG). The caller states the reason on the same line. */
export function trusted(text: string): Html {
  return new Html(maker, text)
}

function filled(hole: Hole): string {
  if (hole === false || hole === null || hole === undefined) return ''
  if (typeof hole === 'string') return escapeHtml(hole)
  if (typeof hole === 'number') return String(hole)
  return hole instanceof Html ? hole.toString() : hole.join('')
}

const special = /[&<>"']/
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return special.test(text) ? text.replace(/[&<>"']/g, letter => entities[letter] ?? '') : text
}
