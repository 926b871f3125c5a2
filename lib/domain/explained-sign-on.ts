import { authenticate, type Turn } from '#auth/auth.ts'
import { findDefaultUser, findUserByName } from '#db/users.ts'
import type { Caller } from '#hosting/hosting.ts'
import { judgeName, readNameRules } from './account-names.ts'
import { isNewAccountActive } from './external-accounts.ts'
import { mayComeFrom } from './ip-rules.ts'
import { readSettings, type Settings } from './settings.ts'
import { attemptFromHost, directoryOf, isHostAsked, type Refusal } from './sign-in.ts'
import type { Site } from './site.ts'

/** One thing that was looked at on the way from the host's word to an account. */
export interface SignOnStep {
  readonly tone: 'ok' | 'warn' | 'bad'
  /** English with {holes}. */
  readonly text: string
  readonly values: Readonly<Record<string, string>>
}

export interface ExplainedSignOn {
  readonly steps: readonly SignOnStep[]
  /** As `recognizeFromHost` would answer now: the name of the account, or why not; null is a stranger. */
  readonly outcome: { readonly account: string } | Refusal | null
}

/**
 * Why this caller is who he is here, by asking what sign-on asks. Nothing is made, noted or changed; whoever has a
 * session already is looked at as if he had none.
 */
export async function explainSignOn(
  site: Pick<Site, 'db' | 'config'>,
  caller: Pick<Caller, 'user' | 'authType' | 'address' | 'environment' | 'handover'>,
): Promise<ExplainedSignOn> {
  const settings = await readSettings(site)
  const host = hostStep(caller)
  if (!isHostAsked(settings)) return { steps: [host, step('bad', notListed)], outcome: null }
  const turns: Turn[] = []
  const hear = (turn: Turn) => void turns.push(turn)
  const { confirmed, waiting, outsider } = await authenticate(
    { ...directoryOf(site, settings), hear },
    attemptFromHost(caller),
  )
  const steps = [host, ...turns.filter(({ plugin }) => plugin === 'container').flatMap(turnSteps(settings, caller))]
  if (confirmed && confirmed.plugin.name !== 'container') {
    return { steps, outcome: { account: confirmed.account.username } }
  }
  if (outsider !== null) return { steps, outcome: 'other domain' }
  if (waiting) {
    const { user, fullName } = waiting
    const refusal = await judgeName(site, { user, name: fullName, rules: readNameRules(settings, 'container') })
    return { steps: [...steps, ...(refusal ? [refusalStep(refusal, fullName, user.username)] : [])], outcome: refusal }
  }
  if (!confirmed) return { steps, outcome: null }
  const entry = await explainEntry(site, { ...confirmed.account, address: caller.address, settings })
  return { ...entry, steps: [...steps, ...entry.steps] }
}

interface Entering {
  readonly username: string
  readonly fullName: string
  readonly address: string
  readonly settings: Settings
}

/** What `enter` of sign-in.ts asks, in its order. */
async function explainEntry(site: Pick<Site, 'db'>, entering: Entering): Promise<ExplainedSignOn> {
  const { username, fullName, address, settings } = entering
  const user = await findUserByName(site.db, username)
  if (username.toLowerCase() === 'default') return { steps: [step('bad', reserved)], outcome: null }
  const idOfRules = user?.id ?? (await findDefaultUser(site.db))?.id ?? 0
  const isAllowedThere = await mayComeFrom(site, idOfRules, address)
  const place = step(isAllowedThere ? 'ok' : 'bad', isAllowedThere ? placeAllowed : placeClosed, { address })
  if (!user) {
    const isActive = await isNewAccountActive(site.db)
    const made = step(isActive ? 'ok' : 'warn', isActive ? madeActive : madeWaiting, { account: username })
    if (!isActive) return { steps: [made], outcome: 'closed' }
    return { steps: [made, place], outcome: isAllowedThere ? { account: username } : 'closed' }
  }
  if (!isAllowedThere) return { steps: [place], outcome: 'closed' }
  const refusal = await judgeName(site, { user, name: fullName, rules: readNameRules(settings, 'container') })
  if (refusal) return { steps: [place, refusalStep(refusal, fullName, user.username)], outcome: refusal }
  const account = user.username
  return { steps: [place, step('ok', nameAllowed, { name: fullName, account })], outcome: { account } }
}

function hostStep({ user, authType, environment, handover }: Parameters<typeof explainSignOn>[1]): SignOnStep {
  const { nobody, variables, host } = handover()
  const told = (name: string) => variables.find(each => each.name === name)?.value ?? environment.get(name) ?? ''
  const type = authType ?? told('AUTH_TYPE')
  if (nobody === null) return step('ok', type ? named : namedByProxy, { name: user ?? '', type })
  if (nobody === 'unknown kind') return step('bad', unknownKind, { type })
  if (nobody === 'site for clients') return step('bad', clientSite)
  if (nobody === 'no person') return step('bad', noPerson, { name: told('REMOTE_USER') || told('LOGON_USER') })
  return step('bad', host === 'iisnode' ? nobodyByIis : nobodyByProxy)
}

/** The steps inside the plugin that asks the host. */
function turnSteps(settings: Settings, { environment }: Pick<Caller, 'environment'>) {
  const value = (key: string) => settings.row(`auth_container_${key}`) ?? ''
  return ({ end, fullName, wanted, user }: Turn): readonly SignOnStep[] => {
    if (end === 'off') return [step('bad', switchedOff)]
    const header = [value('header'), value('fallback_header')].find(name => environment.get(name))
    if (header === undefined) {
      const looked = [value('header'), value('fallback_header')].filter(Boolean).join(', ') || '-'
      return [step('bad', noVariable, { looked, there: [...environment.keys()].join(', ') })]
    }
    const read = step('ok', variableRead, { variable: header, name: fullName })
    if (end === 'other domain') return [read, step('bad', domainClosed, { name: fullName, list: value('domains') })]
    const cleaned = step('ok', wanted === fullName ? wholeName : cleanedName, { name: fullName, account: wanted })
    const found = user ? step('ok', accountFound, { account: user.username }) : step('warn', noAccount, { wanted })
    const problem = problems[end]
    const owner = user?.externType ?? ''
    return [read, cleaned, found, ...(problem ? [step('bad', problem, { account: wanted, owner })] : [])]
  }
}

function refusalStep(refusal: Refusal, name: string, account: string): SignOnStep {
  return step('bad', refusal === 'ask first' ? askFirst : otherPerson, { name, account })
}

function step(tone: SignOnStep['tone'], text: string, values: SignOnStep['values'] = {}): SignOnStep {
  return { tone, text, values }
}

const named = 'IIS names {name}, signed on by {type}.'
const namedByProxy = 'The trusted proxy names {name}.'
const unknownKind = 'AUTH_TYPE is “{type}”: only Negotiate, NTLM, Kerberos and Basic of IIS count here.'
const noPerson = '{name} is a computer or an account of Windows itself: nobody sits behind it.'
const clientSite = 'This is the site for git and hg, where tokens and passwords count and Windows signs nobody on.'
const nobodyByIis =
  'IIS names nobody. At this site Windows authentication is off, or anonymous access is on and nobody was asked.'
const nobodyByProxy = 'No trusted proxy names anybody: see trusted_proxy in the ini.'
const notListed =
  'Windows sign-on (container) is not in the list of ways to sign in: add it on the page Authentication.'
const switchedOff = 'Windows sign-on is switched off: switch it on on the page Authentication.'
const noVariable =
  'None of the variables that the settings name ({looked}) has a value. There are: {there}. IIS sets REMOTE_USER.'
const variableRead = 'The variable {variable} says {name}.'
const domainClosed = '{name} is of a domain that may not sign on. Allowed: {list}.'
const wholeName = 'The whole name is that of the account: {account}.'
const cleanedName = 'Without its domain the name is {account} (Clean username is on).'
const accountFound = 'There is an account {account}.'
const noAccount = 'There is no account {wanted} yet.'
const notActive = 'The account {account} is not active: it waits for an administrator, on the page Authentication.'
const ofAnother = 'The account {account} belongs to another way to sign in ({owner}), so Windows does not open it.'
const tooLong = 'The name is longer than an account can have.'
const problems: Readonly<Partial<Record<Turn['end'], string>>> = {
  'not active': notActive,
  'of another plugin': ofAnother,
  'does not know': tooLong,
}
const reserved = 'The account “default” stands for everybody and is nobody’s.'
const placeAllowed = 'The account may be used from {address}.'
const placeClosed = 'The account may not be used from {address}: see IP addresses of the account and of everybody.'
const madeActive = 'The account {account} is made at the first sign-on, and may come in at once.'
const madeWaiting = 'The account {account} is made at the first sign-on, and waits for an administrator.'
const askFirst = 'An administrator has to say first that {name} is {account}: see the page Authentication.'
const otherPerson = '{account} is known under another full name than {name}, so this is taken for another person.'
const nameAllowed = '{name} is the person of the account {account}.'
