import { type Database, transaction } from './database.ts'
import { whileUnchanged } from './unchanged.ts'
import { parseFlag } from './values.ts'

export interface SettingRow {
  readonly value: string
  /** `str`, `int`, `unicode`, `bool` or `list`. */
  readonly type: string | null
}

/** A row of what Mercurial is configured with, and of where the repositories are. */
export interface UiRow {
  readonly section: string
  readonly key: string
  readonly value: string | null
  readonly active: boolean
}

/** By name. */
export function listSettings(db: Database): Promise<ReadonlyMap<string, SettingRow>> {
  return whileUnchanged(db, 'settings', () => readSettings(db))
}

async function readSettings(db: Database): Promise<ReadonlyMap<string, SettingRow>> {
  const rows = await db.selectFrom('settings').selectAll().orderBy('app_settings_id').execute()
  return new Map(
    rows.map(row => [row.app_settings_name, { value: row.app_settings_value, type: row.app_settings_type }]),
  )
}

/** Makes the row, of type `unicode` unless told, or changes its value; its type only where one is given. */
export async function saveSetting(db: Database, name: string, value: string, type?: string): Promise<void> {
  await transaction(db, async tx => {
    const before = await tx
      .selectFrom('settings')
      .select('app_settings_id')
      .where('app_settings_name', '=', name)
      .executeTakeFirst()
    const stored = { app_settings_value: value, app_settings_type: type }
    if (before) {
      await tx.updateTable('settings').set(stored).where('app_settings_id', '=', before.app_settings_id).execute()
      return
    }
    const row = { app_settings_name: name, ...stored, app_settings_type: type ?? 'unicode' }
    await tx.insertInto('settings').values(row).execute()
  })
}

export async function deleteSetting(db: Database, name: string): Promise<void> {
  await db.deleteFrom('settings').where('app_settings_name', '=', name).execute()
}

/** All rows, also those that are switched off. */
export function listUi(db: Database): Promise<readonly UiRow[]> {
  return whileUnchanged(db, 'ui', () => readUi(db))
}

async function readUi(db: Database): Promise<readonly UiRow[]> {
  const rows = await db.selectFrom('ui').selectAll().orderBy('ui_id').execute()
  return rows.map(row => ({
    section: row.ui_section,
    key: row.ui_key,
    value: row.ui_value,
    active: parseFlag(row.ui_active),
  }))
}

export async function findUi(db: Database, section: string, key: string): Promise<UiRow | undefined> {
  return (await listUi(db)).find(row => row.section === section && row.key === key)
}

/** Makes the row or changes it. */
export async function saveUi(db: Database, { section, key, value, active }: UiRow): Promise<void> {
  await transaction(db, async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('ui')
      .set({ ui_value: value, ui_active: active })
      .where('ui_section', '=', section)
      .where('ui_key', '=', key)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) return
    await tx.insertInto('ui').values({ ui_section: section, ui_key: key, ui_value: value, ui_active: active }).execute()
  })
}
