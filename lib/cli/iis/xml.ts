export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
}

/** A reader of documents of elements and attributes; it throws at the first mistake. */
export async function openXml(): Promise<(text: string) => Element> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser')
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    ignoreDeclaration: true,
  })
  return text => {
    const valid = XMLValidator.validate(text)
    if (valid !== true) throw new SyntaxError(`${valid.err.msg} in line ${valid.err.line}`)
    const parsed: unknown = parser.parse(text)
    const [root, ...more] = toElements(parsed)
    if (root === undefined || more.length > 0) throw new SyntaxError('not exactly one root element')
    return root
  }
}

/** The element below, by the names on the way; undefined when one is missing. */
export function find(element: Element | undefined, ...names: readonly string[]): Element | undefined {
  return names.reduce<Element | undefined>((at, name) => at?.children.find(child => child.name === name), element)
}

function toElements(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: Record<string, unknown>) => {
    const name = Object.keys(node).find(key => key !== ':@')
    if (name === '#text' && String(node[name]).trim() !== '') {
      throw new SyntaxError(`text between elements: ${String(node[name])}`)
    }
    if (name === undefined || name === '#text') return []
    const attributes = Object.entries(node[':@'] ?? {}).map(([key, value]): [string, string] => [key, String(value)])
    return [{ name, attributes: Object.fromEntries(attributes), children: toElements(node[name]) }]
  })
}
