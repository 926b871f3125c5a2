import type { ExecutionContext } from 'ava'
import { sql } from 'kysely'
import { type MadeSite, makeSite, type SiteOptions } from './site.ts'
import { type Client, type Served, serve } from './web.ts'

export interface Administration extends MadeSite {
  readonly server: Served
  /** Signed in as `admin`. */
  readonly admin: Client
  /** The rows of a query, as the database has them. */
  rows(query: string): Promise<readonly unknown[]>
}

/** A site of its own with an administrator at work. */
export async function openAdministration(t: ExecutionContext, options: SiteOptions = {}): Promise<Administration> {
  const made = await makeSite(t, options)
  const server = await serve(t, made.site)
  const admin = server.client()
  await admin.signIn('admin', 'admin-secret')
  const rows = async (query: string) => (await sql.raw(query).execute(made.site.db)).rows.map(row => plain(row))
  return { ...made, server, admin, rows }
}

/** What was written by each journal entry: `admin admin_updated_user:joe 127.0.0.1`. */
export const journalQuery =
  "select username || ' ' || action || ' ' || user_ip as entry, repository_id, repository_name from user_logs"

function plain(row: unknown): unknown {
  return { ...Object(row) }
}
