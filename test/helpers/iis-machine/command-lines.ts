/** `a >nul && b || c`: what is run depends on how the one before ended. */
export interface Link {
  /** The sign before it; the first has none. */
  readonly after: '' | '&' | '&&' | '||' | '|'
  readonly command: Command
}

export interface Command {
  /** Words without their quotes; none for what stands in parentheses. */
  readonly words: readonly string[]
  readonly group: readonly Link[] | null
  readonly output: { readonly file: string; readonly append: boolean } | null
  readonly input: string | null
}

type Joint = Exclude<Link['after'], ''>

/**
 * Reads a line as cmd.exe does, of what our scripts use:
 *
 *     line    = command { ( "&" | "&&" | "||" | "|" ) command }
 *     command = ( "(" line ")" | word { word } ) { [ "1" | "2" ] ( ">" | ">>" | "<" ) ( word | "&1" ) }
 *
 * Quotes hide all signs, a caret the one behind it. Throws at anything that cmd.exe would read otherwise than it looks:
 * also where only its ranks of && and || decide.
 */
export function readLine(line: string): readonly Link[] {
  const tokens = [...line.matchAll(tokenOrBlank)].map(([token]) => token).filter(token => token.trim() !== '')
  const links = readLinks(tokens, line)
  if (tokens.length > 0) throw new Error(`a parenthesis too many: ${line}`)
  return links
}

const tokenOrBlank = /\d>&\d|&&|\|\||[&|<]|1?>>?|(?:"[^"]*"|\^.|[^\s"&|<>^])+|\s+|./gs

function readLinks(tokens: string[], line: string): readonly Link[] {
  const links: Link[] = [{ after: '', command: readCommand(tokens, line) }]
  for (let next = tokens[0]; isJoint(next); next = tokens[0]) {
    tokens.shift()
    links.push({ after: next, command: readCommand(tokens, line) })
  }
  const signs = new Set(links.map(({ after }) => after).filter(after => after !== '' && after !== '|'))
  if (signs.size > 1) throw new Error(`which belongs together is not seen: ${line}`)
  return links
}

function readCommand(tokens: string[], line: string): Command {
  const words: string[] = []
  let group: Command['group'] = null
  let output: Command['output'] = null
  let input: Command['input'] = null
  if (tokens[0] === '(') {
    tokens.shift()
    group = readLinks(tokens, line)
    if (tokens.shift() !== ')') throw new Error(`a parenthesis is open: ${line}`)
  }
  for (let next = tokens[0]; next !== undefined && !isJoint(next) && next !== ')'; next = tokens[0]) {
    tokens.shift()
    if (/^\d>&\d$/.test(next)) continue
    if (next === '<') input = readWord(tokens.shift(), line)
    else if (/^1?>>?$/.test(next)) output = { file: readWord(tokens.shift(), line), append: next.endsWith('>>') }
    else words.push(readWord(next, line))
  }
  if ((words.length === 0) === (group === null)) throw new Error(`nothing between signs, or too much: ${line}`)
  return { words, group, output, input }
}

function isJoint(token: string | undefined): token is Joint {
  return token === '&' || token === '&&' || token === '||' || token === '|'
}

function readWord(token: string | undefined, line: string): string {
  if (token === undefined || /^["^<>&|]$/.test(token)) throw new Error(`this is read otherwise than it looks: ${line}`)
  return token.replace(/"([^"]*)"|\^(.)/g, (_, inside?: string, sign?: string) => inside ?? sign ?? '')
}
