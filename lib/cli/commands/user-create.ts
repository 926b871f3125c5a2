import { findUserByName } from '#db/users.ts'
import { refuseForeign, renewAccount } from '#domain/account-renewal.ts'
import { listPlugins } from '#domain/authentication.ts'
import { closeSite, openSite, type Site } from '#domain/site.ts'
import { createUser } from '#domain/user-edits.ts'
import { findNameMistake, gathered, type Mistakes } from '#domain/user-rules.ts'
import { Problem } from '#std/problem.ts'
import { askEmail, askPassword } from '../account-questions.ts'
import { type Command, configOption, type Given, type Terminal } from '../command.ts'
import { readSiteFile } from '../site-file.ts'

export const userCreate: Command = {
  usage: 'user-create <name>',
  about: 'makes an account with a password, or sets the password anew when nobody can sign in',
  options: [
    configOption,
    { flags: '--email <address>', about: 'its e-mail address; "" for none' },
    { flags: '--password <text>', about: 'its password, of at least 6 characters; asked for unless told' },
    { flags: '--firstname <text>', about: 'what its owner is called' },
    { flags: '--lastname <text>', about: 'and the rest of that' },
    { flags: '--admin', about: 'it may do everything, everywhere' },
    { flags: '--reset-password', about: 'one that is there is let in by this password, and keeps what is not told' },
  ],
  example: 'user-create alice --email alice@example.com --admin -c my.ini',
  async run(given, terminal) {
    const site = await openSite(readSiteFile(given.options.config, terminal))
    try {
      terminal.say(await makeOrRenew(site, given, terminal))
      const { inForce } = (await listPlugins(site)).find(({ name }) => name === 'internal') ?? { inForce: false }
      if (!inForce) terminal.say('But no password lets anybody in: the plugin "Internal" is not listed or not enabled.')
    } finally {
      await closeSite(site)
    }
  },
}

/** Answers what was done. */
async function makeOrRenew(site: Site, given: Given, terminal: Terminal): Promise<string> {
  const { options, switches } = given
  const name = given.words[0]?.trim() ?? ''
  const facts = {
    email: options.email?.trim(),
    firstName: options.firstname?.trim(),
    lastName: options.lastname?.trim(),
    admin: switches.admin,
  }
  const user = await findUserByName(site.db, name)
  if (!user || user.username === 'default') {
    refuse(gathered({ username: await findNameMistake(site.db, name, null) }), name)
    const email = facts.email ?? (await askEmail(site, name, terminal))
    const password = await askPassword(options.password, terminal)
    const { firstName = '', lastName = '', admin = false } = facts
    const account = { username: name, firstName, lastName, email, admin, active: true, password }
    const { mistakes } = await createUser(site, { ...account, confirmation: password }, null)
    if (mistakes) refuse(mistakes, name)
    return `${name} is made, and may sign in.`
  }
  if (!switches.resetPassword) {
    throw new Problem(
      'conflict',
      'there is such an account already, and it was left alone: --reset-password sets its password anew',
      { name: user.username },
    )
  }
  refuseForeign(user) // before anybody is asked
  const password = await askPassword(options.password, terminal)
  refuse(await renewAccount(site, user, { ...facts, password }, null), user.username)
  return `${user.username} has another password, and may sign in.`
}

function refuse(mistakes: Mistakes, name: string): void {
  if (mistakes.size === 0) return
  const told = [...mistakes].map(([field, what]) => ({ key: placeOf.get(field) ?? field, what }))
  throw new Problem('invalid', 'nothing was saved', { name, mistakes: told })
}

/** Where on the command line each field of Kallithea's form stands. */
const placeOf: ReadonlyMap<string, string> = new Map([
  ['username', '<name>'],
  ['firstname', '--firstname'],
  ['lastname', '--lastname'],
  ['email', '--email'],
  ['password', '--password'],
  ['new_password', '--password'],
])
