import type { SignOnKind } from './sign-on-kinds.ts'

/** One thing to do so that Windows sign-on works, and works by Kerberos. */
export interface Advice {
  readonly who: 'domain administrator' | 'server administrator' | 'you'
  /** English with {holes}. */
  readonly text: string
  readonly values: Readonly<Record<string, string>>
  /** To be typed as they stand. */
  readonly commands: readonly string[]
}

export interface SignOnCase {
  /** null: nobody is signed on. */
  readonly kind: SignOnKind | null
  /** The name by which the browser came. */
  readonly host: string
  /** The whole address of the site, without a slash at its end. */
  readonly address: string
  /** What this server calls itself. */
  readonly machine: string
}

const section = '-section:system.webServer/security/authentication'
const appcmd = '%windir%\\system32\\inetsrv\\appcmd set config "Kallithea"'

/** What to do in this case, the most likely first. */
export function adviseOn({ kind, host, address, machine }: SignOnCase): readonly Advice[] {
  const name = isHostName(host) ? host.toLowerCase() : machine
  if (kind === null) return [...signOnAtAll(name), ...gitAlone(address)]
  if (kind === 'kerberos') return gitAlone(address)
  if (kind === 'basic') return [noBasic]
  if (kind === 'negotiate') return []
  if (!isHostName(host)) return [byName(host, machine), ...gitAlone(address)]
  return [...ticketFor(name, machine), ...gitAlone(address)]
}

/** Numbers have no ticket: a name is asked for in the domain. */
function isHostName(host: string): boolean {
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host) && !/^([\d.]+|localhost)$/i.test(host)
}

function byName(host: string, machine: string): Advice {
  const text = 'You came by {host}, and a ticket is for a name: come by the name of the site, as https://{machine}.'
  return { who: 'you', text, values: { host, machine }, commands: [] }
}

function ticketFor(name: string, machine: string): readonly Advice[] {
  return [
    {
      who: 'domain administrator',
      text: 'Once: say in the domain that {name} is this server. The first line finds who has the name already.',
      values: { name },
      commands: [`setspn -Q HTTP/${name}`, `setspn -S HTTP/${name} ${machine.split('.')[0]?.toUpperCase()}$`],
    },
    {
      who: 'server administrator',
      text: 'Where the application pool has an account of the domain, the name belongs to that, and IIS has to use it.',
      values: {},
      commands: [
        `setspn -S HTTP/${name} %USERDOMAIN%\\ACCOUNT-OF-THE-POOL`,
        `${appcmd} ${section}/windowsAuthentication /useAppPoolCredentials:true /commit:apphost`,
      ],
    },
    {
      who: 'you',
      text: 'Then, on this computer: forget the old tickets, ask for one, and close the browser once.',
      values: {},
      commands: ['klist purge', `klist get HTTP/${name}`],
    },
  ]
}

function signOnAtAll(name: string): readonly Advice[] {
  const [first = '', ...others] = name.split('.')
  const zone = others.length === 0 ? first : `${others.join('.')}\\${first}`
  const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\ZoneMap\\Domains'
  return [
    {
      who: 'you',
      text: 'Browsers show who you are only to sites of the intranet. Edge and Chrome ask Windows which those are.',
      values: {},
      commands: [
        `reg add "${key}\\${zone}" /v https /t REG_DWORD /d 1`,
        `reg add "${key}\\${zone}" /v http /t REG_DWORD /d 1`,
      ],
    },
    {
      who: 'server administrator',
      text: 'Windows authentication must be on at the site, and installed (Web-Windows-Auth).',
      values: {},
      commands: [`${appcmd} ${section}/windowsAuthentication /enabled:true /authPersistNonNTLM:true /commit:apphost`],
    },
  ]
}

const noBasic: Advice = {
  who: 'server administrator',
  text: 'IIS itself asked for a password (Basic), which goes over the line. Switch that off; tokens need none of it.',
  values: {},
  commands: [`${appcmd} ${section}/basicAuthentication /enabled:false /commit:apphost`],
}

/** libcurl tries no sign-on unless it is given a name, be it empty. */
function gitAlone(address: string): readonly Advice[] {
  if (!/^[\w.:/[\]-]+$/.test(address)) return []
  const text = 'Git signs on by Windows, without a password, once it is told to for this site.'
  const commands = [`git config --global http.${address}/.emptyAuth true`]
  return [{ who: 'you', text, values: {}, commands }]
}
