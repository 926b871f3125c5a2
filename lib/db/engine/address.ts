import path from 'node:path'
import { Problem } from '#std/problem.ts'

/** Where the database is: so far always a file of SQLite's. */
export interface SqliteAddress {
  readonly engine: 'sqlite'
  readonly file: string
}

/**
 * Reads SQLAlchemy's addresses: `sqlite:///relative`, `sqlite:////absolute`, `sqlite:///C:\folder\file` and
 * `sqlite:///C:/folder/file`, with or without a query. Nothing in them is percent-encoded.
 */
export function parseAddress(url: string): SqliteAddress {
  const [, dialect = '', rest = ''] = /^([A-Za-z][\w]*)(?:\+\w+)?:\/\/(.*)$/s.exec(url.trim()) ?? []
  const engine = dialect.toLowerCase()
  if (engine === 'sqlite') return { engine, file: sqliteFile(rest.split('?', 1)[0] ?? '') }
  if (/^(?:postgres(?:ql)?|mysql|mariadb|mssql|oracle)$/.test(engine)) {
    throw new Problem('invalid', 'this version opens SQLite databases only: set sqlalchemy.url to sqlite:///…', {
      engine,
    })
  }
  throw new Problem('invalid', 'sqlalchemy.url is no address of a database', { engine })
}

function sqliteFile(rest: string): string {
  if (rest === '' || rest === '/' || rest === '/:memory:') {
    throw new Problem('invalid', 'sqlalchemy.url needs a file: what is in memory alone ends with the process')
  }
  if (!rest.startsWith('/')) {
    throw new Problem('invalid', 'sqlalchemy.url needs three slashes before the file: sqlite:///kallithea.db')
  }
  const file = rest.slice(1)
  return /^[A-Za-z]:[\\/]/.test(file) ? path.normalize(file) : path.resolve(file)
}
