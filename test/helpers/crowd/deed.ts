import type { DatabaseSync } from 'node:sqlite'

/** One kind of thing that people do over and over. */
export interface Deed {
  /** Once more. */
  again(): Promise<void>
  /** What was answered with success and is not in the database, or is there more than once. */
  faults(db: DatabaseSync): readonly string[]
}

/** The first column of what a query finds. */
export function columnOf(db: DatabaseSync, query: string): readonly unknown[] {
  return db
    .prepare(query)
    .all()
    .map(row => Object.values(row)[0])
}

/** What was said to be there, against what is there, which may be more. */
export function lostOrTwice(said: readonly string[], found: readonly unknown[]): readonly string[] {
  const lost = said.filter(name => !found.includes(name)).map(name => `${name} is lost`)
  const twice = [said, found].flatMap(names => names.filter((name, place) => names.indexOf(name) < place))
  return [...lost, ...twice.map(name => `${String(name)} is there twice`)]
}
