import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ext_external_names')
    .addColumn('user_id', 'integer', column => column.notNull())
    .addColumn('name', 'varchar(255)', column => column.notNull())
    .addColumn('allowed', 'boolean', column => column.notNull())
    .addColumn('address', 'varchar(255)', column => column.notNull())
    .addColumn('noted_on', sql`datetime`, column => column.notNull())
    .addPrimaryKeyConstraint('ext_external_names_pkc', ['user_id', 'name'])
    .execute()
}
