import type { CommitDescription } from '../helpers/commit-description.ts'
import type { HistorySize } from './history.ts'
import { codeBlock, endings, nameOf, pick, type Roll } from './made-code.ts'

export type Edit = Pick<CommitDescription, 'files' | 'renames'>

export const places = {
  /** A folder of some hundred entries. */
  folder: 'src/core',
  /** A file of code that one commit in twenty changes. */
  file: 'src/core/engine.ts',
  /** Stands alone on its last line. */
  lastWord: 'LAST_WORD_OF_THE_ENGINE',
} as const

const tops = 'src lib tests docs tools web'.split(' ')
const folders = tops.flatMap(top =>
  'auth index net store text ui build io jobs mail'.split(' ').map(sub => `${top}/${sub}`),
)

/** The files of a history as its commits change them, one after the other. */
export class MadeFiles {
  readonly #roll: Roll
  readonly #size: HistorySize
  readonly #lines = new Map<string, string[]>()
  readonly #paths: string[] = []
  /** What a branch changes in its folder; nobody else touches that meanwhile. */
  #beside: { readonly folder: string; readonly lines: Map<string, string[]> } | null = null

  constructor(size: HistorySize, roll: Roll) {
    this.#size = size
    this.#roll = roll
  }

  begin(): Edit {
    for (const name of ['README.md', 'setup.py', 'package.json', 'CHANGES.md']) this.#add(name)
    for (let index = 0; index < this.#size.files; index++) this.#add(this.#newPath())
    this.#lines.set(places.file, [`export const word = '${places.lastWord}'`])
    this.#alterLarge(0)
    return this.#edit([...this.#lines.keys()])
  }

  /** A usual commit: few files, now and then a new one, one that goes or one that moves. */
  change(index: number): Edit {
    const gone = index % 50 === 7 || index % 97 === 5 ? this.#remove() : null
    const to = gone && index % 97 === 5 ? this.#add(this.#newPath(), gone.lines) : null
    const changed = Array.from({ length: 1 + this.#roll(3) }, () => this.#alter(this.#pick()))
    if (index % 4 === 0) changed.push(this.#add(this.#newPath()))
    if (index % 20 === 0) changed.push(this.#alterLarge(index))
    if (gone && to) return { ...this.#edit([to, ...changed]), renames: { [gone.path]: to } }
    return this.#edit(changed, gone ? [gone.path] : [])
  }

  /** The commit with the large diff. */
  rewrite(): Edit {
    const changed = new Set<string>()
    for (let bytes = 0; bytes < this.#size.largeDiff; ) {
      const path = this.#pick()
      if (changed.has(path)) continue
      changed.add(path)
      const lines = this.#linesOf(path)
      for (let at = 0; at < lines.length; at += 16) {
        const fresh = this.#code(path, 12)
        const old = lines.splice(at, fresh.length, ...fresh)
        bytes += [...old, ...fresh].reduce((sum, line) => sum + line.length + 2, 0)
      }
    }
    return this.#edit([...changed])
  }

  /** From now on there is a branch. */
  openBeside(): void {
    this.#beside = { folder: pick(folders, this.#roll), lines: new Map() }
  }

  /** A commit of the branch. */
  changeBeside(): Edit {
    const { folder, lines: own } = this.#beside ?? { folder: '', lines: new Map<string, string[]>() }
    const there = this.#paths.filter(path => path.startsWith(`${folder}/`))
    const path = there.length && this.#roll(3) ? pick(there, this.#roll) : `${folder}/${this.#newName()}`
    const lines = [...(own.get(path) ?? this.#lines.get(path) ?? this.#code(path, 40))]
    own.set(path, lines)
    this.#alterLines(path, lines)
    return { files: { [path]: textOf(lines) } }
  }

  /** The branch comes in. */
  merged(): Edit {
    const { lines } = this.#beside ?? { lines: new Map<string, string[]>() }
    this.#beside = null
    for (const [path, own] of lines) this.#add(path, own)
    return this.#edit([...lines.keys()])
  }

  #edit(changed: readonly string[], removed: readonly string[] = []): Edit {
    const files: Record<string, string | null> = {}
    for (const path of changed) files[path] = textOf(this.#linesOf(path))
    for (const path of removed) files[path] = null
    return { files }
  }

  #pick(): string {
    for (;;) {
      const path = pick(this.#paths, this.#roll)
      if (!this.#isBeside(path)) return path
    }
  }

  #newPath(): string {
    for (;;) {
      const path = `${this.#roll(16) ? pick(folders, this.#roll) : places.folder}/${this.#newName()}`
      if (!this.#isBeside(path) && !this.#lines.has(path)) return path
    }
  }

  #newName(): string {
    return `${nameOf(this.#roll)}.${pick(endings, this.#roll)}`
  }

  #isBeside(path: string): boolean {
    return this.#beside !== null && path.startsWith(`${this.#beside.folder}/`)
  }

  #code(path: string, length: number): string[] {
    const lines: string[] = []
    while (lines.length < length) lines.push(...codeBlock(path, this.#roll))
    return lines.slice(0, length)
  }

  #remove(): { readonly path: string; readonly lines: string[] } {
    const path = this.#pick()
    const lines = this.#linesOf(path)
    this.#paths.splice(this.#paths.indexOf(path), 1)
    this.#lines.delete(path)
    return { path, lines }
  }

  #linesOf(path: string): string[] {
    return this.#lines.get(path) ?? []
  }

  #add(path: string, lines = this.#code(path, 20 + this.#roll(120))): string {
    if (!this.#lines.has(path)) this.#paths.push(path)
    this.#lines.set(path, lines)
    return path
  }

  #alter(path: string): string {
    this.#alterLines(path, this.#linesOf(path))
    return path
  }

  #alterLines(path: string, lines: string[]): void {
    const fresh = this.#code(path, 1 + this.#roll(6))
    lines.splice(this.#roll(lines.length), this.#roll(3) ? fresh.length : 0, ...fresh)
  }

  /** It grows from the first day to the last. */
  #alterLarge(index: number): string {
    const lines = this.#linesOf(places.file)
    const wanted = this.#size.largeFile * Math.min(1, 0.3 + (0.8 * index) / this.#size.commits)
    const last = lines.pop() ?? ''
    do lines.splice(this.#roll(lines.length + 1), 0, ...this.#code(places.file, 8))
    while (textOf(lines).length < wanted)
    if (textOf(lines).length > wanted + 1000) lines.splice(this.#roll(lines.length - 12), 8)
    lines.push(last)
    return places.file
  }
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
