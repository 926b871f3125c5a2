import { bool, choice, optionalBool, optionalText, type Setting, special, text, whole } from './setting.ts'

/** How long the browser keeps the cookie: until it is closed, for ever, or so many seconds. */
export type CookieLife = 'session' | 'for ever' | number

/** The cookie and the sessions of browsers, by their names in Config's `session`. */
export const sessionSettings = {
  key: text('session.key', {
    initial: 'kallithea',
    about: 'The name of the cookie. Every site on a machine needs a name of its own.',
  }),
  secret: text('session.secret', { initial: '', about: 'A secret of this site.' }),
  timeout: whole('session.timeout', {
    initial: 2_592_000,
    least: 1,
    written: '2592000',
    about: 'After how many seconds without a visit somebody has to sign on again.',
  }),
  httpOnly: bool('session.httponly', {
    initial: true,
    written: 'true',
    about: 'Scripts in pages cannot read the cookie.',
  }),
  secure: optionalBool('session.secure', {
    example: 'true',
    about: 'The cookie goes through https only; nothing lets the request decide.',
  }),
  sameSite: choice('session.samesite', ['Lax', 'Strict', 'None'], {
    initial: 'Lax',
    example: 'Lax',
    about: 'Whether the cookie comes along from links on other sites.',
  }),
  cookiePath: optionalText('session.cookie_path', { about: 'The path of the cookie; nothing takes that of the site.' }),
  cookieDomain: optionalText('session.cookie_domain', { about: 'The domain of the cookie.' }),
  cookieExpires: special<CookieLife>(
    'session.cookie_expires',
    { initial: 'session', about: 'true: until the browser is closed; false: for ever; or so many seconds.' },
    readLife,
  ),
} satisfies Readonly<Record<string, Setting>>

function readLife(value: string): CookieLife {
  if (/^\d{1,10}$/.test(value) && value !== '0' && value !== '1') return Number(value)
  const word = value.toLowerCase()
  if (['', 'true', 'yes', 'on', 'y', 't', '1'].includes(word)) return 'session'
  if (['false', 'no', 'off', 'n', 'f', '0'].includes(word)) return 'for ever'
  throw new SyntaxError('must be true, false or a number of seconds')
}
