import { makeAdministrator } from '#domain/users.ts'
import { type Command, configOption } from '../command.ts'
import { changeUser } from '../user-change.ts'

export const userAdmin: Command = {
  usage: 'user-admin <name>',
  about: 'makes an account an administrator, and lets it in if it waits',
  options: [configOption],
  example: 'user-admin alice -c my.ini',
  run: (given, terminal) => changeUser(given, terminal, makeAdministrator, 'is an administrator now'),
}
