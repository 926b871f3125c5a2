import { activateUser } from '#domain/users.ts'
import { type Command, configOption } from '../command.ts'
import { changeUser } from '../user-change.ts'

export const userActivate: Command = {
  usage: 'user-activate <name>',
  about: 'lets an account in that waits for an administrator',
  options: [configOption],
  example: 'user-activate alice -c my.ini',
  run: (given, terminal) => changeUser(given, terminal, activateUser, 'may sign on now'),
}
