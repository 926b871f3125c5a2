import { randomBytes } from 'node:crypto'
import { allSettings } from './known-keys.ts'
import type { Section, Setting } from './setting.ts'

/**
 * The text of a new ini file, which the original reads as well: every setting with what it is for. Values, by key, take
 * the place of the usual ones; they may have `%(here)s` in them, and `%%` for a `%`. It holds secrets.
 */
export function writeIni(values: Readonly<Record<string, string>> = {}): string {
  const keys = new Set(allSettings.map(({ key }) => key))
  const strange = Object.keys(values).filter(key => !keys.has(key))
  if (strange.length > 0) throw new TypeError(`the ini file has no setting ${strange.join(', ')}`)
  const chosen = { ...makeSecrets(), ...values }
  const section = (name: Section, ...first: readonly string[]) => [
    `[${name}]`,
    ...first,
    ...allSettings.filter(setting => setting.section === name).flatMap(setting => linesOf(setting, chosen)),
  ]
  return [
    '# The configuration of a Kallithea site. Settings that begin with a # have the value that is usual.',
    '',
    ...section('DEFAULT'),
    ...section('server:main', 'use = egg:waitress#main', 'threads = 4', 'max_request_body_size = 107374182400', ''),
    ...section('app:main', 'use = egg:kallithea', 'full_stack = true', 'static_files = true', ''),
    rest,
  ].join('\n')
}

/** Different in every file: two sites on one machine must not share a cookie. */
function makeSecrets() {
  return {
    app_instance_uuid: randomBytes(16).toString('hex'),
    'session.secret': randomBytes(32).toString('hex'),
    'session.key': `kallithea_${randomBytes(4).toString('hex')}`,
  }
}

function linesOf({ key, about, written, example = '' }: Setting, values: Readonly<Record<string, string>>) {
  const value = values[key] ?? written
  const line = value === undefined ? `#${key} = ${example}` : `${key} = ${value}`
  return [`# ${about}`, line.trimEnd(), '']
}

/** What only the original reads, but for the levels. */
const rest = `# Links from messages to an issue tracker: a regular expression, an address, and what the link reads as.
#issue_pat = #(\\d+)
#issue_server_link = https://issues.example.com/{repo}/issue/\\1
#issue_sub =

[alembic]
script_location = kallithea:alembic

[loggers]
keys = root, kallithea

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = NOTSET
handlers = console

[logger_kallithea]
level = WARN
handlers =
qualname = kallithea

[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = generic

[formatter_generic]
format = %(asctime)s.%(msecs)03d %(levelname)-5.5s [%(name)s] %(message)s
datefmt = %Y-%m-%d %H:%M:%S
`
