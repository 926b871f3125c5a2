import { createSite, hasDatabase } from '#domain/new-site.ts'
import { Problem } from '#std/problem.ts'
import { commandName } from '#std/product.ts'
import { type Command, configOption, quoted } from '../command.ts'
import { askNewSite } from '../new-site-questions.ts'
import { scanAndTell } from '../scanning.ts'
import { readSiteFile } from '../site-file.ts'

export const dbCreate: Command = {
  usage: 'db-create',
  about: 'makes the database of a new site with its first administrator, and takes in what lies below --repos',
  options: [
    configOption,
    { flags: '--repos <folder>', about: 'the folder of all repositories, absolute' },
    { flags: '--user <name>', about: 'the first administrator' },
    { flags: '--email <address>', about: 'and the address' },
    { flags: '--password <text>', about: 'and the password, of at least 6 letters' },
    { flags: '--public-access', about: 'who did not sign on may look around (unless told)' },
    { flags: '--no-public-access', about: 'nobody may who did not sign on' },
    { flags: '--force-yes', about: 'ask nothing: make the folder if it is missing' },
    { flags: '--force-no', about: 'ask nothing: make no folder' },
    { flags: '--reuse', about: 'a database that is there already is kept, and its repositories are taken in' },
    { flags: '--no-reuse', about: 'a database that is there already is a mistake (unless told)' },
  ],
  example: 'db-create -c my.ini --repos C:\\repositories --user admin --email admin@example.com',
  async run(given, terminal) {
    const config = readSiteFile(given.options.config, terminal)
    if (!(await hasDatabase(config))) {
      const site = await askNewSite(given, terminal)
      await createSite(config, { ...site, now: new Date() })
      terminal.say(`the database is made; sign in as ${site.admin.username}`)
    } else if (!given.switches.reuse) {
      throw new Problem(
        'conflict',
        'there is a database of Kallithea already, and it was left alone: say --reuse, or name another in the ini',
        { file: config.file },
      )
    }
    await scanAndTell(config, terminal)
    terminal.say(`Start it: ${commandName()} serve -c ${quoted(config.file)}`)
  },
}
