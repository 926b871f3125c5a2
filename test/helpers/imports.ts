import path from 'node:path'
import { placeOf, type Source, withoutComments } from './source.ts'

export interface Import {
  /** The file it stands in. */
  readonly from: string
  /** `lib/web/page.ts:12` */
  readonly place: string
  /** As it is written: `#db/users.ts`, `./page.ts`, `node:fs`, `koa`. */
  readonly written: string
  /** The file of this project it leads to; null for what Node or a package brings. */
  readonly to: string | null
  /** static: at the head. type: `import type`. dynamic: `import()`. url: a file given to a worker thread. */
  readonly how: 'static' | 'type' | 'dynamic' | 'url'
}

const entry = String.raw`import(?<type> type)? (?:[^'"=;]*? from )?`
const again = String.raw`export(?<again> type)? (?:\{[^}]*\}|\*(?: as \w+)?) from `
const head = new RegExp(`^(?:${entry}|${again})'(?<written>[^']+)'`, 'gm')
const called = /\bimport\(\s*(?:'(?<written>[^']+)')?/g
const address = /\bnew URL\(\s*'(?<written>[^']+\.[a-z]*ts)'/g

const known = new WeakMap<Source, readonly Import[]>()

export function listImports(source: Source): readonly Import[] {
  const imports = known.get(source) ?? readImports(source)
  known.set(source, imports)
  return imports
}

function readImports(source: Source): readonly Import[] {
  const code = withoutComments(source.text)
  const find = (pattern: RegExp, how: (groups: Groups) => Import['how']): readonly Import[] =>
    [...code.matchAll(pattern)].map(({ index, groups = {} }) => {
      const written = groups.written ?? ''
      const isNeighbour = how(groups) === 'url' && !written.startsWith('.')
      const to = resolve(source.path, isNeighbour ? `./${written}` : written)
      return { from: source.path, place: placeOf(source, index), written, to, how: how(groups) }
    })
  return [
    ...find(head, groups => (groups.type || groups.again ? 'type' : 'static')),
    ...find(called, () => 'dynamic'),
    ...find(address, () => 'url'),
  ]
}

type Groups = Partial<Record<string, string>>

function resolve(from: string, written: string): string | null {
  if (written.startsWith('#')) return `lib/${written.slice(1)}`
  if (written.startsWith('.')) return path.posix.join(path.posix.dirname(from), written)
  return null
}
