import { Problem } from '#std/problem.ts'

const busy = 5
const unique = 2067
const primaryKey = 1555

/** Result codes that say something about the machine and nothing about our query. */
const outside: Readonly<Record<number, string>> = {
  5: 'the database is locked by another process',
  8: 'the database may not be written: give the account of this process the right to change its file and folder',
  10: 'the disk with the database cannot be read or written',
  11: 'the file of the database is damaged',
  13: 'the disk with the database is full',
  14: 'the file of the database cannot be opened: look at its folder and the rights there',
  23: 'the database refuses this process',
  26: 'the file is no SQLite database',
}

/** Whether waiting helps: another process writes just now. */
export function isBusy(error: unknown): boolean {
  return (codeOf(error) ?? 0) % 256 === busy
}

/** Turns SQLite's words into ours; what is neither expected nor the machine's fault stays as it is. */
export function translate(error: unknown, facts: Readonly<Record<string, unknown>>): unknown {
  const code = codeOf(error)
  if (code === null || !(error instanceof Error)) return error
  if (code === unique || code === primaryKey) {
    const columns = /constraint failed: (.*)$/.exec(error.message)?.[1]?.split(', ') ?? []
    return new Problem('conflict', 'the database has such a row already', { columns }, error)
  }
  const sentence = outside[code % 256]
  return sentence ? new Problem('unavailable', sentence, { ...facts, code }, error) : error
}

function codeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null
}
