import { knownPlugins, type ManagedField, namesOfModules } from '#auth/auth.ts'
import type { UserRow } from '#db/users.ts'
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
