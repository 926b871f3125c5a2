import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ext_sessions')
    .addColumn('id_hash', 'varchar(64)', column => column.primaryKey().notNull())
    .addColumn('data', 'text', column => column.notNull())
    .addColumn('user_id', 'integer')
    .addColumn('created_on', sql`datetime`, column => column.notNull())
    .addColumn('expires_on', sql`datetime`, column => column.notNull())
    .execute()
  await db.schema.createIndex('ext_sessions_expires_on').on('ext_sessions').column('expires_on').execute()
  await db.schema.createIndex('ext_sessions_user_id').on('ext_sessions').column('user_id').execute()
}
