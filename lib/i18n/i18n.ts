/** English text with {placeholders} in one language. */
export type Translate = (text: string, values?: Readonly<Record<string, string | number>>) => string

/** English is the key and needs no catalogue; a text without translation stays English. */
export function translator(catalogue: ReadonlyMap<string, string> = new Map()): Translate {
  return (text, values = {}) => filled(catalogue.get(text) ?? text, values)
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
