import { Problem } from '#std/problem.ts'

/** Namespaces as `debug` knows them: a `*` stands for anything, a `-` before takes away. */
export type Names = readonly string[]

const prefix = 'kallithea:'
const most = { letters: 100, names: 50 }

/** From a text, between commas or blanks. */
export function parseNames(text: string): Names {
  const names = text.split(/[\s,]+/).filter(name => name !== '')
  const wrong = names.find(name => name.length > most.letters || !/^-?[\w:.*@/-]+$/.test(name))
  if (wrong !== undefined) throw new Problem('invalid', 'this is no namespace of the trace', { namespace: wrong })
  if (names.length > most.names) throw new Problem('invalid', 'these are too many namespaces for the trace')
  return names
}

/** `vcs:*` is Kallithea's, and need not say so. */
export function ofKallithea(names: Names): Names {
  return names.map(name => {
    const sign = name.startsWith('-') ? '-' : ''
    const bare = name.slice(sign.length)
    return bare.startsWith(prefix) ? name : `${sign}${prefix}${bare}`
  })
}

/** Whether a namespace is among these. */
export function matcher(names: Names): (namespace: string) => boolean {
  const wanted = names.filter(name => !name.startsWith('-')).map(name => name.split('*'))
  const unwanted = names.filter(name => name.startsWith('-')).map(name => name.slice(1).split('*'))
  const isIn = (list: readonly (readonly string[])[], namespace: string) => list.some(parts => fits(parts, namespace))
  return namespace => isIn(wanted, namespace) && !isIn(unwanted, namespace)
}

/** What several ask for, in one: nobody's exception takes away what another wants. */
export function unite(asked: readonly Names[]): string {
  const [only, ...more] = asked
  if (only === undefined) return ''
  if (more.length === 0) return only.join(',')
  return [...new Set(asked.flat().filter(name => !name.startsWith('-')))].join(',')
}

/** The parts between stars, in order; without backtracking, for anybody's pattern. */
function fits([first = '', ...rest]: readonly string[], text: string): boolean {
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}
