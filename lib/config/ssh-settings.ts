import { bool, optionalText, type Setting, text } from './setting.ts'

/** Access through an SSH server beside us, by their names in Config's `ssh`. */
export const sshSettings = {
  enabled: bool('ssh_enabled', { initial: false, written: 'false', about: 'Repositories can be reached through SSH.' }),
  authorizedKeys: optionalText('ssh_authorized_keys', {
    example: '~/.ssh/authorized_keys',
    about: 'The file of the SSH server that is kept up to date.',
  }),
  cliPath: text('kallithea_cli_path', {
    initial: 'kallithea-cli',
    example: '/srv/kallithea/kallithea-cli',
    about: 'The program that it starts.',
  }),
  locale: optionalText('ssh_locale', { example: 'C.UTF-8', about: 'The locale of that program.' }),
} satisfies Readonly<Record<string, Setting>>
