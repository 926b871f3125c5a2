import { knownPlugins, type ManagedField, namesOfModules } from '#auth/auth.ts'
import type { UserRow } from '#db/users.ts'
import { loadPermissions } from './permissions.ts'
import { readSettings } from './settings.ts'
import type { Site } from './site.ts'

export type { ManagedField }

/** What the plugin that knows this account decides, as long as it is listed: nobody else can change it. */
export async function listManagedFields(
  site: Pick<Site, 'db' | 'config'>,
  { externType }: Pick<UserRow, 'externType'>,
): Promise<readonly ManagedField[]> {
  const settings = await readSettings(site)
  const listed = namesOfModules(settings.authPlugins)
  const plugin = knownPlugins.find(({ name }) => name === externType && listed.includes(name))?.plugin
  if (!plugin) return []
  const values = plugin.settings.map(({ key }) => [key, settings.row(`auth_${plugin.name}_${key}`)])
  return plugin.managedFields(Object.fromEntries(values))
}

const facts: readonly ManagedField[] = ['username', 'firstname', 'lastname', 'email']

/** What the person cannot change either: where nobody may register, administrators say what people are called. */
export async function listOwnManagedFields(
  site: Pick<Site, 'db' | 'config'>,
  user: UserRow,
): Promise<readonly ManagedField[]> {
  const managed = await listManagedFields(site, user)
  const { global } = await loadPermissions(site.db, null)
  return global.has('hg.register.none') ? [...new Set([...managed, ...facts])] : managed
}
