import type { Flag, Moment, Row, Table } from './table.ts'
import { grants } from './tables/grants.ts'
import { people } from './tables/people.ts'
import { repositories } from './tables/repositories.ts'
import { reviews } from './tables/reviews.ts'

/** Kallithea's tables at revision 7ba0d2cad930, but for alembic's; each stands below those whose keys it holds. */
export const kallitheaTables = { ...people, ...repositories, ...reviews, ...grants }

type Kallithea = { [Name in keyof typeof kallitheaTables]: Row<(typeof kallitheaTables)[Name]> }

/** The columns of every table. */
export interface Schema extends Kallithea {
  readonly alembic_version: { readonly version_num: string }
  readonly ext_sessions: {
    readonly id_hash: string
    readonly data: string
    readonly user_id: number | null
    readonly created_on: Moment
    readonly expires_on: Moment
  }
  readonly ext_external_sign_ons: {
    readonly user_id: number
    readonly address: string
    readonly name: string
    readonly noted_on: Moment
  }
  readonly ext_external_names: {
    readonly user_id: number
    readonly name: string
    readonly allowed: Flag
    readonly address: string
    readonly noted_on: Moment
  }
  readonly ext_sign_ons: {
    readonly week: string
    readonly user_id: number
    readonly address: string
    readonly kind: string
    readonly computer: string
    readonly agent: string
    readonly noted_on: Moment
  }
}

/** The column that identifies a row of Kallithea's. */
export function keyOf(table: string): string {
  const tables: Readonly<Record<string, Table>> = kallitheaTables
  const [key] = Object.keys(tables[table]?.columns ?? {})
  if (key === undefined) throw new TypeError(`there is no table ${table}`)
  return key
}
