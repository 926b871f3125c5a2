import { listImports } from '../helpers/imports.ts'
import { bareCode, cutPieces, placeOf, type Source, withoutComments } from '../helpers/source.ts'

/** What breaks a rule in one file: `lib/web/page.ts:12`, with a word where the line does not show it. */
export type Rule = (source: Source) => readonly string[]

export const longFiles: Rule = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length
  return lines > 250 ? [`${path} has ${lines} lines`] : []
}

export const longLines: Rule = source => matches(source, source.text, /^(?=.{121}).*$/gmu)

export const semicolons: Rule = source => matches(source, bareCode(source.text), /;[ \t]*$/gm)

/** Double quotes stand only around a single one. */
export const doubleQuotes: Rule = source =>
  cutPieces(source.text)
    .filter(({ kind, start, end }) => kind === 'string' && isNeedless(source.text.slice(start, end)))
    .map(({ start }) => placeOf(source, start))

export const defaultExports: Rule = source =>
  source.path.endsWith('.d.ts') ? [] : matches(source, bareCode(source.text), /\bexport default\b|\bas default\b/g)

const words = '^\\s*(export |declare |const )*(enum|namespace) \\w'
const properties = '\\bconstructor\\([^)]*\\b(public|private|protected|readonly)\\b'
const old = '^\\s*(export )?var '

/** What Node cannot strip, or what this house does not use of TypeScript. */
export const oddSyntax: Rule = source =>
  matches(source, bareCode(source.text), new RegExp([words, properties, old].join('|'), 'gm'))

export const anyTypes: Rule = source => matches(source, bareCode(source.text), /(?<![.\w])any\b(?!\s*[:(?])/g)

/** A cast is a claim that nobody checks, so the line says why it holds. */
export const bareCasts: Rule = source => {
  const code = bareCode(source.text)
  const heads = [...code.matchAll(/^(import|export)\b[^=;(]*\bfrom\b/gm)]
  return [...code.matchAll(/[\w)\]}>] as (?!const\b)[\w([{]/g)]
    .filter(({ index }) => !heads.some(head => index >= head.index && index < head.index + head[0].length))
    .filter(({ index }) => !hasReason(source.text, index))
    .map(({ index }) => placeOf(source, index))
}

/** `node:`, packages, other rooms, the folders above, neighbours; no blank line between. */
export const importOrder: Rule = source => {
  const code = withoutComments(source.text)
  const found = [...code.matchAll(/^import (?:type )?(?:[^'"=;]*? from )?'([^']+)'\n(?<blank>\n*)/gm)]
  return found.flatMap(({ index, 1: name = '', groups }, nth) => {
    const next = found[nth + 1]
    if (!next) return []
    const place = placeOf(source, next.index)
    if (groups?.blank) return [`${place} stands after a blank line`]
    return rank(name) > rank(next[1] ?? '') ? [place] : placeOf(source, index) === place ? [place] : []
  })
}

export const missingEndings: Rule = source =>
  listImports(source)
    .filter(({ written }) => /^[#.]/.test(written) && !written.endsWith('.ts'))
    .map(({ place }) => place)

export const untypedExports: Rule = source => {
  const code = bareCode(source.text)
  return [...code.matchAll(/^export (?:async )?function\*? ?\w+/gm)]
    .filter(({ index, 0: { length } }) => {
      const list = code.indexOf('(', afterTypes(code, index + length))
      return !/^\s*:/.test(code.slice(closingAt(code, list) + 1))
    })
    .map(({ index }) => placeOf(source, index))
}

export const inheritance: Rule = source =>
  matches(source, bareCode(source.text), /\bclass \w+(<[^{]*>)? extends (?!Error\b)\w/g)

const postponed = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`, 'g')

export const postponedWork: Rule = source => matches(source, source.text, postponed)

export const sectionBanners: Rule = source =>
  matches(source, source.text, /^\s*(\/\/|\/\*)\s*[-=#*~]{3,}.*(?<=[-=#*~]{3}|\w)[ ]*(\*\/)?$/gm)

/** Which tool a repository is of may be asked only where it is opened, or read from what others wrote. */
export const toolQuestions: Rule = source =>
  matches(source, withoutComments(source.text), /[!=]== '(git|hg)'|'(git|hg)' [!=]==|\bcase '(git|hg)'/g)

export const trustedMarkup: Rule = source =>
  [...bareCode(source.text).matchAll(/(?<!function )\btrusted\(/g)]
    .filter(({ index }) => !hasReason(source.text, index))
    .map(({ index }) => placeOf(source, index))

export const knowsTrusted: Rule = source =>
  matches(source, bareCode(source.text), /\btrusted\(|[{,] *trusted\b(?! *:)(?=[^=;]*\bfrom )/g)

/** The second argument of a Problem is a sentence that never varies, or a `sentence` chosen among such. */
export const varyingMessages: Rule = source => {
  const code = bareCode(source.text)
  return [...code.matchAll(/\bnew Problem\(/g)]
    .filter(({ index, 0: { length } }) => {
      const comma = code.indexOf(',', index + length)
      const message = source.text.slice(comma + 1, closingAt(code, index + length - 1)).trimStart()
      return !/^('[^'\n]+'|"[^"\n]+"|sentence)\s*(,|$)/.test(message)
    })
    .map(({ index }) => placeOf(source, index))
}

/** Split, so that this list is not found by itself. */
const makers = [
  'A' + 'I',
  'LL' + 'Ms?',
  'GP' + 'T',
  '[Ss]ub-?' + 'agents?',
  '(coding|autonomous) ' + 'agents?',
  'language ' + 'models?',
  'Clau' + 'de',
  'Anth' + 'ropic',
  'Open' + 'A' + 'I',
  'Co' + 'pilot',
  'Chat' + 'bot',
  'help' + 'er-[0-9a-f]+',
]
const places = [
  '/work/' + '(shared|main)',
  '/tmp/' + 'team',
  '\\b(shared|oracle|prototypes)' + '/',
  '\\b(design|style)\\.' + 'md',
]
const making = new RegExp(`\\b(${makers.join('|')})\\b|${places.join('|')}`, 'g')

/** Neither how and by whom it was made, nor papers that are not in the project. */
export const makingOf: Rule = source => matches(source, source.text, making)

function matches(source: Source, text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) =>
    placeOf(source, index + found.length - found.trimStart().length),
  )
}

function isNeedless(quoted: string): boolean {
  return quoted.startsWith('"') && !quoted.slice(1, -1).includes("'")
}

function hasReason(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at) + 1)
  const rest = text.slice(text.indexOf('\n', at) + 1)
  return /\/\/ \S+ \S+/.test(line) || (line.endsWith('{\n') && /^\s*\/\/ \S+ \S+/.test(rest)) // as biome puts it
}

function rank(name: string): number {
  return name.startsWith('./')
    ? 4
    : name.startsWith('.')
      ? 3
      : name.startsWith('#')
        ? 2
        : name.startsWith('node:')
          ? 0
          : 1
}

/** After `<Pattern extends string>`, where there is one. */
function afterTypes(code: string, at: number): number {
  if (code[at] !== '<') return at
  let depth = 0
  for (let end = at; end < code.length; end++) {
    if (code[end] === '<') depth++
    if (code[end] === '>' && code[end - 1] !== '=') depth--
    if (depth === 0) return end
  }
  return at
}

function closingAt(code: string, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if ('([{'.includes(code[at] ?? ' ')) depth++
    if (')]}'.includes(code[at] ?? ' ')) depth--
    if (depth === 0) return at
  }
  return code.length
}
