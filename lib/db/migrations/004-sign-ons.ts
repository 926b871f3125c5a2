import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ext_sign_ons')
    .addColumn('week', 'varchar(10)', column => column.notNull())
    .addColumn('user_id', 'integer', column => column.notNull())
    .addColumn('address', 'varchar(255)', column => column.notNull())
    .addColumn('kind', 'varchar(16)', column => column.notNull())
    .addColumn('computer', 'varchar(255)', column => column.notNull())
    .addColumn('agent', 'varchar(255)', column => column.notNull())
    .addColumn('noted_on', sql`datetime`, column => column.notNull())
    .addPrimaryKeyConstraint('ext_sign_ons_pkc', ['week', 'user_id', 'address', 'kind'])
    .execute()
}
