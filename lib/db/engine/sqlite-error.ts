import { Problem } from '#std/problem.ts'

const busy = 5
const unique = 2067
const primaryKey = 1555

type Facts = Readonly<Record<string, unknown>>

/** Result codes that say something about the machine and nothing about our query. */
const outside: Readonly<Record<number, (facts: Facts, cause: Error) => Problem>> = {
  5: (...why) => new Problem('unavailable', 'the database is locked by another process', ...why),
  8: (...why) =>
    new Problem('unavailable', 'the database may not be written: look at the rights of its folder', ...why),
  10: (...why) => new Problem('unavailable', 'the disk with the database cannot be read or written', ...why),
  11: (...why) => new Problem('unavailable', 'the file of the database is damaged', ...why),
  13: (...why) => new Problem('unavailable', 'the disk with the database is full', ...why),
  14: (...why) =>
    new Problem('unavailable', 'the database cannot be opened: look at its folder and its rights', ...why),
  26: (...why) => new Problem('unavailable', 'the file is no SQLite database', ...why),
}

/** Whether waiting helps: another process writes just now. */
export function isBusy(error: unknown): boolean {
  return (codeOf(error) ?? 0) % 256 === busy
}

/** Turns SQLite's words into ours; what is neither expected nor the machine's fault stays as it is. */
export function translate(error: unknown, facts: Facts): unknown {
  const code = codeOf(error)
  if (code === null || !(error instanceof Error)) return error
  if (code === unique || code === primaryKey) {
    const columns = /constraint failed: (.*)$/.exec(error.message)?.[1]?.split(', ') ?? []
    return new Problem('conflict', 'the database has such a row already', { columns }, error)
  }
  return outside[code % 256]?.({ ...facts, code }, error) ?? error
}

function codeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null
}
