import { bool, optionalText, optionalWhole, type Setting, special, text } from './setting.ts'

const section = 'DEFAULT' as const

/** How mails are sent and to whom, by their names in Config's `mail`. */
export const mailSettings = {
  from: text('app_email_from', {
    section,
    initial: 'Kallithea',
    example: 'Kallithea <kallithea-noreply@example.com>',
    about: 'Who mails of this site come from.',
  }),
  subjectPrefix: text('email_prefix', {
    section,
    initial: '',
    example: '[Kallithea]',
    about: 'How their subjects begin.',
  }),
  errorsTo: special<readonly string[]>(
    'email_to',
    { section, initial: [], written: '', about: 'Who is told when something breaks, between commas.' },
    readAddresses,
  ),
  errorsFrom: optionalText('error_email_from', { section, written: '', about: 'Who such mails come from.' }),
  server: optionalText('smtp_server', { section, written: '', about: 'The mail server; without, nothing is sent.' }),
  username: optionalText('smtp_username', { section, written: '', about: 'The name to sign on with there.' }),
  password: optionalText('smtp_password', { section, written: '', about: 'The password to sign on with there.' }),
  port: optionalWhole('smtp_port', { section, written: '', about: 'Its port; nothing is the usual one.' }),
  useSsl: bool('smtp_use_ssl', { section, initial: false, written: 'false', about: 'Speak TLS from the first byte.' }),
  useTls: bool('smtp_use_tls', { section, initial: false, written: 'false', about: 'Begin in the clear, then TLS.' }),
  auth: optionalText('smtp_auth', { section, about: 'How to sign on, e.g. PLAIN LOGIN.' }),
} satisfies Readonly<Record<string, Setting>>

/** Old files have blanks in place of commas. */
function readAddresses(value: string): readonly string[] {
  return value
    .split(',')
    .flatMap(part => (part.includes('<') ? [part] : part.split(/\s/)))
    .map(part => part.trim())
    .filter(part => part !== '')
}
