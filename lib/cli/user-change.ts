import { findUserByName, type UserRow } from '#db/users.ts'
import { closeSite, openSite, type Site } from '#domain/site.ts'
import type { Actor } from '#domain/users.ts'
import { Problem } from '#std/problem.ts'
import type { Given, Terminal } from './command.ts'
import { readSiteFile } from './site-file.ts'

/** Does something to the account a person names, on nobody's behalf, and says so. */
export async function changeUser(
  { words: [name = ''], options }: Given,
  terminal: Terminal,
  change: (site: Site, user: UserRow, by: Actor) => Promise<void>,
  done: string,
): Promise<void> {
  const site = await openSite(readSiteFile(options.config, terminal))
  try {
    const user = await findUserByName(site.db, name)
    if (!user) throw new Problem('not-found', 'no account has this name', { name })
    await change(site, user, null)
    terminal.say(`${user.username} ${done}.`)
  } finally {
    await closeSite(site)
  }
}
