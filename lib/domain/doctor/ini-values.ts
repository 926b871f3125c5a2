import { statSync } from 'node:fs'
import { isIP } from 'node:net'
import type { Config } from '#config/config.ts'
import { type Finding, findingsOf, type Surroundings } from './finding.ts'

const { ok, warn, bad } = findingsOf('values')

/** Values of the ini that work and should not be so. */
export function checkValues(config: Config, around: Surroundings): readonly Finding[] {
  const at = (key: string) => `${config.file} ${key}`
  const found = [
    ...checkSecrets(config, at),
    ...checkCookie(config, at),
    ...checkProxy(config, at),
    ...checkRights(config, around),
  ]
  if (config.ignoreAlembicRevision) {
    const what = 'a database of any revision is opened'
    found.push(warn({ what, where: at('ignore_alembic_revision'), todo: 'take the line away once it is not needed' }))
  }
  return found.length > 0 ? found : [ok('no value of the ini is unsafe')]
}

type At = (key: string) => string

function checkSecrets({ session, appInstanceUuid }: Config, at: At): Finding[] {
  const secrets = [
    ['session.secret', session.secret],
    ['app_instance_uuid', appInstanceUuid],
  ] as const
  return secrets.flatMap(([key, value]) => {
    const todo = `${key} = as many random letters as config-create writes there`
    if (value === '') return [bad({ what: `${key} is not set`, where: at(key), todo })]
    if (isGuessable(value)) return [bad({ what: `${key} can be guessed`, where: at(key), todo })]
    return []
  })
}

/** Too short, of too few letters, or a word out of an example. */
function isGuessable(secret: string): boolean {
  return secret.length < 16 || new Set(secret).size < 6 || /not-secret|change|example|\$\{|^<.*>$/i.test(secret)
}

function checkCookie({ session, canonicalUrl }: Config, at: At): Finding[] {
  const found: Finding[] = []
  if (!session.httpOnly) {
    const what = 'scripts in pages can read the cookie'
    found.push(bad({ what, where: at('session.httponly'), todo: 'session.httponly = true' }))
  }
  if (session.sameSite === 'None') {
    const what = 'other sites can ask in the name of whoever is signed in'
    found.push(warn({ what, where: at('session.samesite'), todo: 'session.samesite = Lax' }))
  }
  if (session.secure === false && canonicalUrl?.startsWith('https:')) {
    const what = 'the cookie goes over the line in the clear although the site has https'
    found.push(warn({ what, where: at('session.secure'), todo: 'session.secure = true' }))
  }
  return found
}

function checkProxy({ trustedProxy, remoteAddrVariable, urlSchemeVariable, host }: Config, at: At): Finding[] {
  const found: Finding[] = []
  if (trustedProxy !== null && isIP(trustedProxy) === 0) {
    const what = `no proxy is believed: ${trustedProxy} is not one IP address`
    found.push(bad({ what, where: at('trusted_proxy'), todo: 'the one address of the proxy, as 10.1.2.3' }))
  }
  const named = [remoteAddrVariable, urlSchemeVariable ?? ''].find(name => name.startsWith('HTTP_'))
  if (named !== undefined && trustedProxy === null) {
    const what = `${named} would come from a proxy, and none is named`
    const where = at(named === remoteAddrVariable ? 'remote_addr_variable' : 'url_scheme_variable')
    found.push(bad({ what, where, todo: 'trusted_proxy in [server:main]; under IIS take this line away' }))
  }
  if (!/^(127\.|::1$|localhost$)/.test(host)) {
    const what = `started without IIS, everybody in the network reaches the server at ${host}, past the proxy`
    found.push(warn({ what, where: at('host'), todo: 'host = 127.0.0.1' }))
  }
  return found
}

/** Windows keeps rights in lists that cannot be read here: see the folder's page in the documentation. */
function checkRights({ file }: Config, { platform }: Pick<Surroundings, 'platform'>): Finding[] {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0
  if (platform === 'win32' || (mode & 0o044) === 0) return []
  const what = 'other accounts of this machine can read the secrets in the ini'
  return [warn({ what, where: file, todo: `chmod 600 ${file}` })]
}
