import { randomBytes } from 'node:crypto'
import { isProblem, type ProblemKind } from '#std/problem.ts'
import { report } from '#trace/trace.ts'

const exitCodes: Readonly<Record<ProblemKind, number>> = {
  invalid: 2,
  unauthenticated: 3,
  forbidden: 3,
  'not-found': 4,
  conflict: 5,
  unavailable: 6,
}

export function exitCodeOf(error: unknown): number {
  return isProblem(error) ? exitCodes[error.kind] : 70
}

/** What is wrong, where, and what to do; a bug gets a number, under which its stack is told. */
export function sentenceOf(error: unknown): string {
  if (!isProblem(error)) return incident(error)
  const { mistakes, ...facts } = error.facts
  const about = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`)
  const head = error.message + (about.length > 0 ? ` (${about.join(', ')})` : '')
  return [head, ...mistakeLines(mistakes)].join('\n')
}

function mistakeLines(mistakes: unknown): string[] {
  if (!Array.isArray(mistakes)) return []
  return mistakes.map((each: unknown) => {
    if (typeof each !== 'object' || each === null) return `  ${String(each)}`
    const { line, section, key, what } = { line: '', section: '', key: '', what: '', ...each }
    const where = [line && `line ${line}`, section && `[${section}]`, key].filter(part => part !== '')
    return `  ${where.join(' ')}: ${what}`
  })
}

function incident(error: unknown): string {
  const number = randomBytes(4).toString('hex')
  report('cli:incident', '%s %s', number, error instanceof Error ? error.stack : String(error))
  return `something went wrong that should not: please report it with the lines above (incident ${number})`
}
