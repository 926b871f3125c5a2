import {
  letIn,
  makeClientSite,
  makePlace,
  makePool,
  openSections,
  removeClientSite,
  removePlace,
  removePool,
  warmUp,
} from './appcmd.ts'
import { quoted, type Script, silently, type Step } from './batch.ts'
import { addressOf, placeOf, type SitePlace, type SitePlan } from './site-plan.ts'

/** What has to be done as an administrator of the machine. Every line may run again. */
export function installScript(plan: SitePlan): Script {
  const { clients } = plan
  return {
    about: [
      'Brings this folder into IIS. Start it as an administrator; it may be started again at any time.',
      'uninstall-iis.cmd beside it takes everything back. Data stays where it is.',
      placeLine(plan),
    ],
    steps: [
      asAdministrator,
      ...prerequisites(plan),
      openSections,
      makePool(plan),
      makePlace(plan),
      letIn(plan),
      ...(clients ? [makeClientSite(clients, plan)] : []),
      warmUp(plan),
      grantRights(plan),
      {
        title: 'The pool starts anew',
        toDo: 'The lines above say what IIS did not like.',
        commands: [
          `%appcmd% recycle apppool ${quoted(plan.pool)} ${silently} || %appcmd% start apppool ${quoted(plan.pool)}`,
        ],
      },
    ],
    ending: [`Done: ${whereIs(plan)}`, ...certificateLines(plan)],
  }
}

export function uninstallScript(plan: SitePlan): Script {
  const { clients } = plan
  return {
    about: [
      'Takes this folder out of IIS again: what install-iis.cmd did. Start it as an administrator.',
      'Data and repositories are left alone, and so are the files of this folder.',
    ],
    steps: [
      asAdministrator,
      hasAppcmd,
      ...(clients ? [removeClientSite(clients)] : []),
      removePlace(plan),
      takeRights(plan),
      removePool(plan),
    ],
    ending: [
      `Done. ${plan.data} was left alone.`,
      'Handlers and modules may still be named by a web.config, since others may rely on it. To forbid it again:',
      'appcmd lock config -section:system.webServer/handlers, and the same for system.webServer/modules',
    ],
  }
}

const told = 'Written for '

/** For {@link placeOfScript}: whoever looks at the site later need not know what was said once. */
function placeLine({ folder, site, virtualFolder, binding, pool, auth, clients }: SitePlace): string {
  return told + JSON.stringify({ folder, site, virtualFolder, binding, pool, auth, clients })
}

/** The place that a script of ours was written for; null for a script without. */
export function placeOfScript(script: string): SitePlace | null {
  const line = script.split(/\r?\n/).find(each => each.startsWith(`rem ${told}`))
  return line === undefined ? null : JSON.parse(line.slice(4 + told.length))
}

const asAdministrator: Step = {
  title: 'This console may change IIS',
  toDo: 'Start it again as an administrator: right click, Run as administrator.',
  commands: [`fltmc ${silently}`],
}

const hasAppcmd: Step = {
  title: 'IIS is there',
  toDo: 'Install the role Web Server (IIS) with its tools.',
  commands: [`dir /b "%appcmd%" ${silently}`],
}

/** What is missing here would end in a page 500.19, which says less. */
function prerequisites({ node, ini, auth }: SitePlan): readonly Step[] {
  const windows: Step = {
    title: 'Windows authentication is there',
    toDo: 'Install it: Install-WindowsFeature Web-Windows-Auth; on Windows 11 the feature IIS-WindowsAuthentication.',
    commands: [`%appcmd% list module WindowsAuthenticationModule ${silently}`],
  }
  return [
    {
      title: `The program ${node}`,
      toDo: 'The folder was copied without it: unpack the whole zip, or name another by --node.',
      commands: [`dir /b ${quoted(node)} ${silently}`],
    },
    {
      title: `The settings ${ini}`,
      toDo: 'Write them: config-create, then db-create.',
      commands: [`dir /b ${quoted(ini)} ${silently}`],
    },
    hasAppcmd,
    {
      title: 'URL Rewrite is there',
      toDo: 'Install URL Rewrite 2.1: rewrite_amd64_en-US.msi from iis.net.',
      commands: [`%appcmd% list module RewriteModule ${silently}`],
    },
    {
      title: 'iisnode is there',
      toDo: 'Install iisnode: iisnode-full-v0.2.26-x64.msi from github.com/Azure/iisnode/releases.',
      commands: [`%appcmd% list module iisnode ${silently}`],
    },
    ...(auth === 'anonymous' ? [] : [windows]),
  ]
}

/** The pool reads the program and changes the data, which nobody else but administrators can read. */
function grantRights(plan: SitePlan): Step {
  const { folder, data, writable } = plan
  const isInside = data.toLowerCase() === folder.toLowerCase()
  const pool = poolAccount(plan)
  const closed = ['/inheritance:r', grant(pool, 'M'), grant('*S-1-5-32-544', 'F'), grant('*S-1-5-18', 'F')]
  return {
    title: `The rights of the pool in ${[folder, data, ...writable].join(', ')}`,
    toDo: 'The lines above name the folder. Does it exist, and does it belong to this machine?',
    commands: [
      ...[data, `${data}\\iisnode-logs`, ...writable].map(each => `if not exist "${each}\\" mkdir ${quoted(each)}`),
      ...(isInside ? [] : [`icacls ${quoted(folder)} ${grant(pool, 'RX')} /q`]),
      `icacls ${quoted(data)} ${isInside ? grant(pool, 'M') : closed.join(' ')} /q`,
      ...writable.map(each => `icacls ${quoted(each)} ${grant(pool, 'M')} /q`),
    ],
  }
}

function takeRights(plan: SitePlan): Step {
  const { folder, data, writable, pool } = plan
  return {
    title: 'The rights of the pool are taken back',
    toDo: 'The lines above name the folder.',
    only: `%appcmd% list apppool ${quoted(pool)}`,
    commands: [...new Set([folder, data, ...writable])].map(
      each => `if exist "${each}\\" icacls ${quoted(each)} /remove:g ${quoted(poolAccount(plan))} /q`,
    ),
  }
}

function poolAccount({ pool }: SitePlan): string {
  return `IIS AppPool\\${pool}`
}

/** Names of Windows's own groups are translated, their numbers are not. */
function grant(account: string, rights: string): string {
  return `/grant ${quoted(`${account}:(OI)(CI)${rights}`)}`
}

function whereIs(plan: SitePlan): string {
  const { binding, clients, virtualFolder } = plan
  const here = binding ? `${addressOf(binding)}/` : `${placeOf(plan)}, at its usual address with ${virtualFolder}/`
  return clients ? `${here} for browsers, ${addressOf(clients.binding)}/ for git and hg` : here
}

/** A binding alone has no certificate, and which one it is cannot be guessed. */
function certificateLines({ binding, clients }: SitePlan): readonly string[] {
  const secure = [binding, clients?.binding].filter(each => each?.scheme === 'https')
  if (secure.length === 0) return []
  return [
    'Its certificate is still to be chosen, in IIS Manager under Bindings, or with its thumbprint:',
    ...secure.map(
      each =>
        `netsh http add sslcert hostnameport=${each?.host}:${each?.port} certhash=THUMBPRINT ` +
        'appid={4dc3e181-e14b-4a21-b022-59fc669b0914} certstorename=MY',
    ),
  ]
}
