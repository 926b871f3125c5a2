import { isOn, namesOfModules } from '#auth/auth.ts'
import type { Config } from '#config/config.ts'
import type { Settings } from '../settings.ts'
import { checkOffset } from './clock.ts'
import { type Finding, findingsOf, type Surroundings } from './finding.ts'
import { knock } from './knock.ts'

/** Whether the mail server of the ini answers. */
export async function checkMail({ mail, file }: Pick<Config, 'mail' | 'file'>): Promise<readonly Finding[]> {
  const { ok, bad } = findingsOf('smtp')
  if (mail.server === null) return [ok('no mail server is named: nothing is sent')]
  const port = mail.port ?? (mail.useSsl ? 465 : 25)
  const reached = await knock({ host: mail.server, port, tls: mail.useSsl ? 'checked' : 'none', say: '' })
  const name = `${mail.server}:${port}`
  const where = `${file} smtp_server`
  if ('problem' in reached) {
    const todo = 'correct smtp_server and smtp_port, and smtp_use_ssl for TLS from the first byte'
    return [bad({ what: `the mail server ${name} cannot be reached: ${reached.problem}`, where, todo })]
  }
  if (/^220[ -]/.test(reached.answer)) return [ok(`${name} answers`)]
  const what = `${name} does not greet as a mail server does`
  return [bad({ what, where, todo: 'smtp_port: 25 or 587; for TLS from the first byte 465, and smtp_use_ssl = true' })]
}

/**
 * RFC 4511: an anonymous search for `currentTime` of the root, which every Active Directory answers; message 1, base
 * "", filter (objectClass=*).
 */
const askForTime = Buffer.concat([
  Buffer.from('3032020101632d04000a01000a0100020101020105010100870b', 'hex'),
  Buffer.from('objectClass'),
  Buffer.from('300d040b', 'hex'),
  Buffer.from('currentTime'),
])

/** Whether the servers of Kallithea's LDAP plugin answer, and whether their clock is ours. */
export async function checkLdap(
  settings: Pick<Settings, 'authPlugins' | 'row'>,
  { now }: Pick<Surroundings, 'now'>,
): Promise<readonly Finding[]> {
  if (!namesOfModules(settings.authPlugins).includes('ldap') || !isOn(settings.row('auth_ldap_enabled'))) return []
  const value = (key: string) => (settings.row(`auth_ldap_${key}`) ?? '').trim()
  const isTls = value('tls_kind') === 'LDAPS'
  const port = Number(value('port')) || (isTls ? 636 : 389)
  const isChecked = !/^(NEVER|ALLOW|TRY)$/.test(value('tls_reqcert'))
  const hosts = value('host')
    .split(',')
    .flatMap(host => host.trim() || [])
  const findings: Finding[] = []
  for (const host of hosts) {
    const tls = isTls ? (isChecked ? 'checked' : 'unchecked') : 'none'
    findings.push(...ofLdap(`${host}:${port}`, await knock({ host, port, tls, say: askForTime }), now()))
  }
  return findings
}

function ofLdap(name: string, reached: Awaited<ReturnType<typeof knock>>, now: Date): readonly Finding[] {
  const { ok, bad } = findingsOf('ldap')
  if ('problem' in reached) {
    const what = `the directory ${name} cannot be reached: ${reached.problem}`
    const todo = 'page Authentication: LDAP Host, Custom LDAP Port, Connection Security, Certificate Checks'
    return [bad({ what, where: 'database auth_ldap_host', todo })]
  }
  const theirs = readTime(reached.answer)
  return [ok(`${name} answers`), ...(theirs === null ? [] : checkOffset(name, theirs, now))]
}

/** `20261128062500.0Z` in the middle of an answer; null where it says none. */
function readTime(answer: string): Date | null {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z/.exec(answer) ?? []
  return year === undefined ? null : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
