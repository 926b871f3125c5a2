import { type Attempt, type AuthPlugin, isOn, type PluginValues } from '../plugin.ts'

/**
 * Whom the web server signed on. Its settings name variables of the WSGI environment that the host made, so no header
 * of a client can pass for one.
 */
export const container: AuthPlugin = {
  name: 'container',
  external: true,
  checksPassword: false,
  knowsStrangers: true,
  settings: [
    {
      key: 'header',
      kind: 'text',
      label: 'Username header',
      help: 'The variable that holds the name. IIS sets REMOTE_USER.',
      initial: 'REMOTE_USER',
      required: true,
    },
    {
      key: 'email_header',
      kind: 'text',
      label: 'Email header',
      help: 'The variable that holds the address, if there is one.',
      initial: '',
    },
    {
      key: 'firstname_header',
      kind: 'text',
      label: 'Firstname header',
      help: 'The variable that holds the first name, if there is one.',
      initial: '',
    },
    {
      key: 'lastname_header',
      kind: 'text',
      label: 'Lastname header',
      help: 'The variable that holds the last name, if there is one.',
      initial: '',
    },
    {
      key: 'fallback_header',
      kind: 'text',
      label: 'Fallback header',
      help: 'Asked when the first one is empty. A reverse proxy says HTTP_X_FORWARDED_USER.',
      initial: 'HTTP_X_FORWARDED_USER',
    },
    {
      key: 'clean_username',
      kind: 'bool',
      label: 'Clean username',
      help: 'CORP\\joe and joe@CORP both become joe. Two domains then share their names.',
      initial: 'True',
    },
  ],
  nameIn: (attempt, values) => nameIn(attempt, values),
  async confirm(attempt, user, values) {
    const username = user?.username ?? nameIn(attempt, values)
    if (username === '' || username.length > 255) return null
    const told = (key: string) => variable(attempt, values[key])
    return {
      username,
      firstName: (told('firstname_header') ?? user?.firstName) || username,
      lastName: told('lastname_header') ?? user?.lastName ?? '',
      email: told('email_header') ?? user?.email ?? '',
      groups: [],
      externName: username,
      admin: user?.admin ?? false,
    }
  },
  managedFields(values) {
    const optional = ['email', 'firstname', 'lastname'] as const
    return ['username', 'password', ...optional.filter(field => values[`${field}_header`])]
  },
}

function nameIn(attempt: Attempt, values: PluginValues): string {
  const name = variable(attempt, values['header']) || variable(attempt, values['fallback_header']) || ''
  return isOn(values['clean_username']) ? cleaned(name) : name
}

function variable({ environment }: Attempt, name: string | null | undefined): string | undefined {
  return name ? environment?.get(name) : undefined
}

/** `DOM\joe@REALM` → joe: what stands before the first @, then what stands behind the last \. */
function cleaned(name: string): string {
  const local = name.split('@', 1)[0] ?? ''
  return local.slice(local.lastIndexOf('\\') + 1)
}
