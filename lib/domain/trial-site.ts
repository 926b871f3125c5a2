import path from 'node:path'
import type { Config } from '#config/config.ts'
import { copyDatabase } from '#db/database.ts'

/**
 * The configuration of a site as this one is now, in a folder of its own: what is tried there changes nothing here. Its
 * repositories are those of this site.
 */
export async function copySite(config: Config, folder: string): Promise<Config> {
  const file = path.join(folder, 'kallithea.db')
  await copyDatabase(config.databaseUrl, { timeout: config.databaseTimeout }, file)
  const databaseUrl = `sqlite:///${file}`
  return { ...config, databaseUrl, cacheDir: path.join(folder, 'cache') }
}
