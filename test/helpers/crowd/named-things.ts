import type { Answer, Client } from '../web.ts'
import type { Asking } from './asking.ts'
import { columnOf, type Deed, lostOrTwice } from './deed.ts'

interface Kind {
  readonly name: (number: number) => string
  readonly send: (admin: Client, name: string) => Promise<Answer>
  /** Finds the names of all there are. */
  readonly query: string
}

/** Two administrators make the same thing at the same time, and one of them is too late. */
export function namedThings(asking: Asking, admins: readonly Client[], { name, send, query }: Kind): Deed {
  const said: string[] = []
  let number = 0
  return {
    async again() {
      const next = name(++number)
      const attempts = admins.map(admin => asking.send(next, () => send(admin, next), [200, 409]))
      for (const isMade of await Promise.all(attempts)) if (isMade) said.push(next)
    },
    faults: db => lostOrTwice(said, columnOf(db, query)),
  }
}

export const accounts: Kind = {
  name: number => `made${number}`,
  send: (admin, username) =>
    admin.send('/_admin/users/new', {
      username,
      firstname: username,
      lastname: 'Made',
      email: `${username}@example.com`,
      password: `${username}-secret`,
      password_confirmation: `${username}-secret`,
      active: 'True',
    }),
  query: `select users.username from users join user_logs on action = 'admin_created_user:' || users.username
    where users.username like 'made%'`,
}

export function networksOf(userId: number): Kind {
  return {
    name: number => `10.${number >> 8}.${number & 255}.0/24`,
    send: (admin, network) => admin.send(`/_admin/users/${userId}/edit/ips`, { new_ip: network }),
    query: "select ip_addr from user_ip_map where ip_addr like '10.%'",
  }
}
