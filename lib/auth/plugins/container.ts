import { mistakeInDomains, mistakeInSame, parseFullName, readDomains } from '../full-name.ts'
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
      help: 'CORP\\joe and joe@CORP both become joe. The joe of another domain has to be allowed by you.',
      initial: 'True',
    },
    {
      key: 'domains',
      kind: 'text',
      label: 'Domains that may sign on',
      help: 'CORP, EAST: everybody else is turned away. Empty is any; a dot stands for names without a domain.',
      initial: '',
      isOurs: true,
      mistakeIn: mistakeInDomains,
    },
    {
      key: 'domain_names',
      kind: 'text',
      label: 'Names of one domain',
      help: 'CORP = corp.example.com: then CORP\\joe and joe@corp.example.com are one person. Commas between domains.',
      initial: '',
      isOurs: true,
      mistakeIn: mistakeInSame,
    },
    {
      key: 'ask_administrator',
      kind: 'bool',
      label: 'Ask an administrator',
      help: 'An account of which no domain is known is not given to the first who comes; you allow it on this page.',
      initial: '',
      isOurs: true,
    },
  ],
  fullNameIn,
  mayEnter: (fullName, values) => readDomains(values).mayEnter(fullName),
  nameIn,
  async confirm(attempt, user, values) {
    const username = user?.username ?? nameIn(attempt, values)
    const fullName = fullNameIn(attempt, values)
    if (username === '' || Math.max(username.length, fullName.length) > 255) return null
    const told = (key: string) => variable(attempt, values[key])
    return {
      username,
      firstName: (told('firstname_header') ?? user?.firstName) || username,
      lastName: told('lastname_header') ?? user?.lastName ?? '',
      email: told('email_header') ?? user?.email ?? '',
      groups: [],
      externName: username,
      fullName,
      admin: user?.admin ?? false,
    }
  },
  managedFields(values) {
    const optional = ['email', 'firstname', 'lastname'] as const
    return ['username', 'password', ...optional.filter(field => values[`${field}_header`])]
  },
}

function nameIn(attempt: Attempt, values: PluginValues): string {
  const name = fullNameIn(attempt, values)
  return isOn(values['clean_username']) ? parseFullName(name).account : name
}

function fullNameIn(attempt: Attempt, values: PluginValues): string {
  return variable(attempt, values['header']) || variable(attempt, values['fallback_header']) || ''
}

function variable({ environment }: Attempt, name: string | null | undefined): string | undefined {
  return name ? environment?.get(name) : undefined
}
