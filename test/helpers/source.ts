import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Source {
  /** From the top of the project, with slashes: `lib/web/page.ts`. */
  readonly path: string
  readonly text: string
}

export const project = fileURLToPath(new URL('../..', import.meta.url))

/** The files below a folder of the project whose names end so; fixtures come from outside and are left out. */
export function readSources(folder: string, endings: readonly string[] = ['.ts']): readonly Source[] {
  return readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && endings.includes(path.extname(entry.name)))
    .map(entry => path.relative(project, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter(name => !name.startsWith('test/fixtures/'))
    .toSorted()
    .map(readSource)
}

export function readSource(name: string): Source {
  return { path: name, text: readFileSync(path.join(project, name), 'utf8') }
}

/** `lib/web/page.ts:12`, for the character at this place of the text. */
export function placeOf({ path: name, text }: Source, at: number): string {
  return `${name}:${text.slice(0, at).split('\n').length}`
}

export type PieceKind = 'string' | 'template' | 'regex' | 'comment'

export interface Piece {
  readonly kind: PieceKind
  readonly start: number
  readonly end: number
}

/** The text with everything but code turned to blanks; every character and line stays in its place. */
export function bareCode(text: string): string {
  return blankOut(text, ['string', 'template', 'regex', 'comment'])
}

/** The text with comments, regular expressions and templates turned to blanks, for rules that read strings. */
export function withoutComments(text: string): string {
  return blankOut(text, ['template', 'regex', 'comment'])
}

function blankOut(text: string, kinds: readonly PieceKind[]): string {
  let out = ''
  let from = 0
  for (const piece of cutPieces(text)) {
    if (!kinds.includes(piece.kind)) continue
    out += text.slice(from, piece.start) + text.slice(piece.start, piece.end).replace(/[^\n]/g, ' ')
    from = piece.end
  }
  return out + text.slice(from)
}

/*
 * What is no code in TypeScript, as far as this project writes it:
 *
 *     comment  = "//" … end of line | "/*" … "*" "/"
 *     string   = "'" … "'" | '"' … '"'
 *     template = "`" text { "${" code "}" text } "`"        each text is a piece, quotes and "${" "}" included
 *     regex    = "/" … "/" where a value may begin
 */
export function cutPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  const open: number[] = [] // braces that are open inside each `${`
  let at = 0
  const take = (kind: PieceKind, end: number): void => {
    pieces.push({ kind, start: at, end })
    at = end
  }
  const takeTemplate = (): void => {
    const end = templateEnd(text, at + 1)
    if (text[end - 1] === '{') open.push(0)
    take('template', end)
  }
  while (at < text.length) {
    const two = text.slice(at, at + 2)
    const one = two[0] ?? ''
    const depth = open.length - 1
    if (two === '//') take('comment', endAt(text, '\n', at))
    else if (two === '/*') take('comment', endAt(text, '*/', at) + 2)
    else if (one === "'" || one === '"') take('string', closing(text, at + 1, one))
    else if (one === '`') takeTemplate()
    else if (one === '/' && mayBeginValue(text, at, pieces)) take('regex', regexEnd(text, at + 1))
    else if (one === '}' && open[depth] === 0) {
      open.pop()
      takeTemplate()
    } else {
      if (depth >= 0 && (one === '{' || one === '}')) open[depth] = (open[depth] ?? 0) + (one === '{' ? 1 : -1)
      at++
    }
  }
  return pieces
}

function endAt(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found
}

function closing(text: string, from: number, quote: string): number {
  let at = from
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

/** After the closing quote, or after the next `${`. */
function templateEnd(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    if (text[at] === '`') return at + 1
    if (text[at] === '$' && text[at + 1] === '{') return at + 2
    at += text[at] === '\\' ? 2 : 1
  }
  return at
}

function regexEnd(text: string, from: number): number {
  let at = from
  let inClass = false
  while (at < text.length && text[at] !== '\n' && (inClass || text[at] !== '/')) {
    if (text[at] === '[') inClass = true
    if (text[at] === ']') inClass = false
    at += text[at] === '\\' ? 2 : 1
  }
  at++
  while (/[a-z]/.test(text[at] ?? '')) at++
  return at
}

/** A slash divides after a value; else it begins a regular expression. */
function mayBeginValue(text: string, at: number, pieces: readonly Piece[]): boolean {
  let before = text.slice(0, at).trimEnd()
  for (let last = pieces.length - 1; pieces[last]?.kind === 'comment' && pieces[last]?.end === before.length; last--) {
    before = text.slice(0, pieces[last]?.start).trimEnd()
  }
  if (/\b(return|typeof|case|in|of|yield|await|else|do|void|throw)$/.test(before)) return true
  return !/[\w$)\]}'"`]$/.test(before)
}
