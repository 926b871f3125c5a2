import type { Config } from '#config/config.ts'
import { type Scan, scanRepositories } from '#domain/repository-scan.ts'
import { closeSite, openSite } from '#domain/site.ts'
import type { Terminal } from './command.ts'

/** Takes in what lies below the root of a site, and lists it. */
export async function scanAndTell(config: Config, terminal: Terminal): Promise<void> {
  const site = await openSite(config)
  try {
    tellAdded(await scanRepositories(site), terminal)
  } finally {
    await closeSite(site)
  }
}

/** What was taken in, and what was not and why. */
export function tellAdded({ added, skipped }: Scan, { say }: Terminal): void {
  say(`Added: ${listed(added)}`)
  for (const { name, why } of skipped) say(`Skipped: ${name} (${why})`)
}

export function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : '-'
}
