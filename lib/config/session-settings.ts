import { bool, choice, optionalBool, type Setting, special, text, whole } from './setting.ts'

/** How long the browser keeps the cookie: until it is closed, for ever, or so many seconds. */
export type CookieLife = 'session' | 'for ever' | number

/** The cookie and the sessions of browsers, by their names in Config's `session`. */
export const sessionSettings = {
  key: special(
    'session.key',
    { initial: 'kallithea', about: 'The name of the cookie. Every site on a machine needs a name of its own.' },
    readName,
  ),
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
  cookiePath: special<string | null>(
    'session.cookie_path',
    { initial: null, about: 'The path of the cookie; nothing takes that of the site.' },
    readPath,
  ),
  cookieDomain: special<string | null>(
    'session.cookie_domain',
    { initial: null, about: 'The domain of the cookie.' },
    readDomain,
  ),
  cookieExpires: special<CookieLife>(
    'session.cookie_expires',
    { initial: 'session', about: 'true: until the browser is closed; false: for ever; or so many seconds.' },
    readLife,
  ),
} satisfies Readonly<Record<string, Setting>>

/** RFC 6265 §4.1.1: what else stands there, browsers ignore or cut off. */
function readName(value: string): string {
  if (/^[\w!#$%&'*+.^`|~-]*$/.test(value)) return value || 'kallithea'
  throw new SyntaxError('must be a name of letters, digits, - and _')
}

function readPath(value: string): string | null {
  if (/^(?:\/[\x21-\x3a\x3c-\x7e]*)?$/.test(value)) return value || null
  throw new SyntaxError('must be a path that begins with / and has no blanks and no ;')
}

function readDomain(value: string): string | null {
  if (/^(?:\.?[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*)?$/i.test(value)) return value || null
  throw new SyntaxError('must be the name of a domain')
}

function readLife(value: string): CookieLife {
  if (/^\d{1,10}$/.test(value) && value !== '0' && value !== '1') return Number(value)
  const word = value.toLowerCase()
  if (['', 'true', 'yes', 'on', 'y', 't', '1'].includes(word)) return 'session'
  if (['false', 'no', 'off', 'n', 'f', '0'].includes(word)) return 'for ever'
  throw new SyntaxError('must be true, false or a number of seconds')
}
