import { existsSync } from 'node:fs'
import { deleteRepository, findRepositoryByName } from '#db/repositories.ts'
import { findUserByName, type UserRow } from '#db/users.ts'
import { folderOf } from '#domain/repository-access.ts'
import { scanRepositories } from '#domain/repository-scan.ts'
import { repositoriesRoot } from '#domain/settings.ts'
import { closeSite, openSite, type Site } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import { type Command, configOption } from '../command.ts'
import { listed, tellAdded } from '../scanning.ts'
import { readSiteFile } from '../site-file.ts'

export const repoScan: Command = {
  usage: 'repo-scan',
  about: 'takes repositories that lie below the root into the database, and lists those that are gone',
  options: [
    configOption,
    { flags: '--remove-missing', about: 'forget those that are gone, with their permissions; forks of them stay' },
    { flags: '--owner <name>', about: 'whose the new ones are; else the first administrator’s' },
    { flags: '--install-git-hooks', about: 'of the original; this server needs no hooks' },
    { flags: '--overwrite-git-hooks', about: 'of the original; this server needs no hooks' },
  ],
  example: 'repo-scan -c my.ini --owner alice',
  async run({ options, switches }, terminal) {
    const site = await openSite(readSiteFile(options.config, terminal))
    try {
      const owner = options.owner === undefined ? {} : { actor: await getOwner(site, options.owner) }
      const root = await repositoriesRoot(site)
      if (!existsSync(root)) {
        throw new Problem('unavailable', 'the folder of the repositories is not there: is its drive connected?', {
          root,
        })
      }
      terminal.say('Now scanning root location for new repos ...')
      const scan = await scanRepositories(site, owner)
      terminal.say('Scan completed.')
      tellAdded(scan, terminal)
      if (!switches.removeMissing) return terminal.say(`Missing: ${listed(scan.removed)}`)
      const gone = scan.removed.filter(name => !existsSync(folderOf(root, name)))
      for (const name of gone) await forget(site, name)
      terminal.say(`Removed: ${listed(gone)}`)
      for (const name of scan.removed) if (!gone.includes(name)) terminal.say(`Kept: ${name} (its folder is there)`)
    } finally {
      await closeSite(site)
    }
  },
}

async function getOwner({ db }: Site, name: string): Promise<UserRow> {
  const owner = await findUserByName(db, name)
  if (!owner || owner.username === 'default') throw new Problem('not-found', 'no account has this name', { name })
  return owner
}

async function forget({ db }: Site, name: string): Promise<void> {
  const row = await findRepositoryByName(db, name)
  if (row) await deleteRepository(db, row.id)
}
