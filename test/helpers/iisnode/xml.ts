import { XMLParser, XMLValidator } from 'fast-xml-parser'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
}

/** Reads a document of elements and attributes, or throws at the first mistake. */
export function parseXml(text: string): Element {
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new Error(`${valid.err.msg} in line ${valid.err.line}`)
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    ignoreDeclaration: true,
  })
  const parsed: unknown = parser.parse(text)
  const elements = toElements(parsed)
  const [root] = elements
  if (root === undefined || elements.length > 1) throw new Error('not exactly one root element')
  return root
}

/** The element below, by the names on the way; undefined when one is missing. */
export function find(element: Element | undefined, ...names: readonly string[]): Element | undefined {
  return names.reduce<Element | undefined>((at, name) => at?.children.find(child => child.name === name), element)
}

function toElements(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: Record<string, unknown>) => {
    const name = Object.keys(node).find(key => key !== ':@')
    if (name === '#text' && String(node[name]).trim() !== '') throw new Error(`text between elements: ${node[name]}`)
    if (name === undefined || name === '#text') return []
    const attributes = Object.entries(node[':@'] ?? {}).map(([key, value]): [string, string] => [key, String(value)])
    return [{ name, attributes: Object.fromEntries(attributes), children: toElements(node[name]) }]
  })
}
