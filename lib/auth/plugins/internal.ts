import { checkPassword } from '../password.ts'
import type { AuthPlugin } from '../plugin.ts'

/** The password in our own database. */
export const internal: AuthPlugin = {
  name: 'internal',
  external: false,
  checksPassword: true,
  knowsStrangers: false,
  settings: [],
  fullNameIn: () => '',
  mayEnter: () => true,
  nameIn: ({ username }) => username,
  async confirm({ username, password }, user) {
    if (user?.externType !== 'internal' || user.username !== username) return null
    if (!(await checkPassword(password, user.password))) return null
    return {
      username,
      firstName: user.firstName,
      lastName: user.lastName,
      email: user.email ?? '',
      groups: [],
      externName: user.externName ?? '',
      fullName: '',
      admin: user.admin,
    }
  },
  managedFields: () => [],
}
