import type { Block } from './block.ts'
import { type Field, fieldOf } from './entries.ts'
import {
  contentsOf,
  figureOf,
  imageOf,
  linkTo,
  literalOf,
  mathOf,
  titled,
  rubricOf,
  tableWithTitle,
} from './directives.ts'
import { csvTable, listTable } from './data-table.ts'
import { takeLoose, withoutEmptyEnds } from './lines.ts'
import type { Order } from './order.ts'
import { quoteOf } from './quote.ts'
import type { Reading } from './reading.ts'

type Directive = (reading: Reading, order: Order) => readonly Block[]

/** `name:: words`, options below, then what it holds; null for lines that are no directive. */
export function directiveAt(lines: readonly string[]): Order | null {
  const first = lines[0] ?? ''
  const [all = '', name = ''] = /^([A-Za-z][\w.+:-]{0,80}?) ?::(?: |$)/.exec(first) ?? []
  if (all === '') return null
  const words: string[] = [first.slice(all.length).trim()]
  let at = 1
  while (at < lines.length && lines[at] !== '' && !optionOf(lines[at])) words.push(lines[at++] ?? '')
  const options = new Map<string, string>()
  for (let field = optionOf(lines[at]); field; field = optionOf(lines[at])) {
    const taken = takeLoose(lines, at, field.width)
    options.set(field.name.toLowerCase(), taken.lines.join(' ').trim())
    at = taken.next
  }
  const content = withoutEmptyEnds(lines.slice(at))
  return { name: name.toLowerCase(), words: withoutEmptyEnds(words), options, content, typed: lines }
}

/** A field whose name is one word. */
function optionOf(line: string | undefined): Field | null {
  const field = fieldOf(line)
  return field && /^[A-Za-z][\w-]*$/.test(field.name) ? field : null
}

/** What is not known is shown as it was typed. */
export function readDirective(reading: Reading, order: Order): readonly Block[] {
  const name = order.name.replace(/^(?:rst|std):/, '')
  const directive = Object.hasOwn(directives, name) ? directives[name] : undefined
  if (directive) return directive(reading, order)
  return [{ kind: 'literal', text: `.. ${order.typed.join('\n   ')}`.trimEnd(), language: '' }]
}

const nothing: Directive = () => []
const inside: Directive = (reading, { words, content }) => reading.whole.inside(reading, [...words, '', ...content])
const contentOnly: Directive = (reading, { content }) => reading.whole.inside(reading, content)
const quoted: Directive = (reading, { words, content }) => [
  quoteOf(reading, withoutEmptyEnds([...words, '', ...content])),
]

const note =
  (title: string): Directive =>
  (reading, { words, content }) =>
    titled(reading, title, [...words, '', ...content])

const withTitle: Directive = (reading, { words, content }) => titled(reading, words.join(' '), content)

/** `.. versionadded:: 1.2` */
const since =
  (title: string): Directive =>
  (reading, { words: [version = '', ...more], content }) =>
    titled(reading, `${title} ${version}`.trim(), [...more, '', ...content])

const directives: Readonly<Record<string, Directive>> = {
  image: imageOf,
  figure: figureOf,
  attention: note('Attention'),
  caution: note('Caution'),
  danger: note('Danger'),
  error: note('Error'),
  hint: note('Hint'),
  important: note('Important'),
  note: note('Note'),
  tip: note('Tip'),
  warning: note('Warning'),
  seealso: note('See also'),
  todo: note('To do'),
  admonition: withTitle,
  topic: withTitle,
  sidebar: withTitle,
  versionadded: since('New in version'),
  versionchanged: since('Changed in version'),
  deprecated: since('Deprecated since version'),
  versionremoved: since('Removed in version'),
  code: literalOf,
  'code-block': literalOf,
  sourcecode: literalOf,
  prompt: literalOf,
  'parsed-literal': mathOf,
  math: mathOf,
  epigraph: quoted,
  highlights: quoted,
  'pull-quote': quoted,
  'block-quote': quoted,
  compound: inside,
  container: contentOnly,
  class: contentOnly,
  rst: contentOnly,
  only: contentOnly,
  header: inside,
  footer: inside,
  centered: rubricOf,
  rubric: rubricOf,
  contents: contentsOf,
  table: tableWithTitle,
  'list-table': listTable,
  'csv-table': csvTable,
  include: linkTo,
  literalinclude: linkTo,
  raw: nothing,
  meta: nothing,
  title: nothing,
  role: nothing,
  'default-role': nothing,
  sectnum: nothing,
  'section-numbering': nothing,
  'target-notes': nothing,
  highlight: nothing,
  index: nothing,
  currentmodule: nothing,
  tabularcolumns: nothing,
}
