import { hostname } from 'node:os'
import { listGroups } from '#domain/user-group-names.ts'
import { adviseOn } from '#domain/sign-on-advice.ts'
import { type SignOnKind, signOnKind } from '#domain/sign-on-kinds.ts'
import type { Handover } from '#hosting/hosting.ts'
import { type Html, html } from '../html.ts'
import { page } from '../page.ts'
import { challenge } from '../reply.ts'
import { routes } from '../routes.ts'
import { adviceList } from '../ui/advice-list.ts'
import { exactTime } from '../ui/age.ts'
import { icon } from '../ui/icon.ts'
import { layout } from '../ui/layout.ts'
import { type ShownStep, stepBox } from '../ui/step-list.ts'
import type { Tone, Visit } from '../visit.ts'

/**
 * How this browser signed on, and what mends it. A connection that IIS knows carries no ticket any more; asked for a
 * fresh look, the answer is 401 until the browser has shown one.
 */
export const sso = page(routes.sso, 'anyone', async visit => {
  const handover = visit.caller.handover()
  const isShown = /^(negotiate|ntlm)$/i.test(handover.signOn.scheme ?? '')
  if (visit.query.get('fresh') && handover.host === 'iisnode' && !isShown) return challenge()
  const title = visit.t('Sign-on doctor')
  return layout(visit, { title, width: 'narrow', main: await examined(visit, title, handover) })
})

async function examined(visit: Visit, title: string, handover: Handover): Promise<Html> {
  const kind = signOnKind(visit.caller)
  const host = URL.canParse(visit.origin) ? new URL(visit.origin).hostname : ''
  const address = visit.origin + visit.caller.base
  const steps = [...kindSteps(visit, kind, handover), ...(await accountSteps(visit))]
  return html`<div class="bar"><h1>${title}</h1>
<form method="get" action="${visit.to(routes.sso, {})}"><button class="button" type="submit" name="fresh" value="1">
${icon(visit, 'rotate-cw')}${visit.t('Examine again')}</button></form></div>
${notice(visit, kind, handover)}
${stepBox(visit, { id: 'seen', title: visit.t('What was seen'), steps })}
${adviceList(visit, handover.host === 'iisnode' ? adviseOn({ kind, host, address, machine: hostname() }) : [])}
<section class="stack tight" aria-labelledby="tell"><h2 id="tell">${visit.t('For the help desk')}</h2>
<dl class="facts"><dt>${visit.t('Examined')}</dt><dd>${exactTime(visit.now)}</dd>
<dt>${visit.t('From')}</dt><dd>${visit.caller.address}</dd>
<dt>${visit.t('By the name')}</dt><dd>${host}</dd></dl></section>`
}

function notice(visit: Visit, kind: SignOnKind | null, { host }: Handover): Html {
  const [tone, first, second] = host === 'iisnode' ? verdicts[kind ?? 'nobody'] : verdicts.elsewhere
  const sign = tone === 'ok' ? 'circle-check' : 'triangle-alert'
  return html`<div class="notice ${tone}">${icon(visit, sign)}<div class="grow">
<strong>${visit.t(first)}</strong> ${visit.t(second)}</div></div>`
}

const verdicts: Readonly<Record<SignOnKind | 'nobody' | 'elsewhere', readonly [Tone, string, string]>> = {
  kerberos: ['ok', 'Windows signed you on by Kerberos.', 'That is as it should be.'],
  ntlm: [
    'warn',
    'Windows signed you on, but by NTLM.',
    'New versions of git refuse NTLM, and so may your domain soon.',
  ],
  negotiate: [
    'warn',
    'Windows signed you on; how, this request does not show.',
    'Examine again on a fresh connection.',
  ],
  basic: ['warn', 'IIS signed you on by a password.', 'Basic authentication of IIS is switched on.'],
  nobody: ['warn', 'Windows signed nobody on.', 'The browser showed no ticket, or was not asked for one.'],
  elsewhere: ['warn', 'This request did not come through IIS.', 'Here nobody is signed on by Windows.'],
}

function kindSteps(visit: Visit, kind: SignOnKind | null, { host, signOn }: Handover): readonly ShownStep[] {
  if (host !== 'iisnode') return []
  const { authType } = visit.caller
  if (kind === null) return [{ tone: 'warn', title: visit.t('IIS names nobody: the variable AUTH_TYPE is empty.') }]
  const named: ShownStep = {
    tone: 'ok',
    title: visit.t('IIS names the kind {authType}.', { authType: authType ?? '' }),
  }
  if (signOn.proof === 'Kerberos') return [named, ticketStep(visit, signOn.service)]
  if (signOn.proof === 'NTLM') {
    const title = signOn.isWrapped
      ? visit.t('In the envelope of Negotiate the browser sent NTLM, not a ticket.')
      : visit.t('The browser sent NTLM as it is (TlRMTVNTUA), not a ticket.')
    const detail = signOn.computer && visit.t('The computer calls itself {computer}.', { computer: signOn.computer })
    return [named, { tone: 'warn', title, detail }]
  }
  const detail = visit.t('IIS remembers this connection, so the browser does not show again how it signed on.')
  return kind === 'basic' ? [named] : [named, { tone: 'warn', title: visit.t('No ticket came along.'), detail }]
}

function ticketStep(visit: Visit, service: string | null): ShownStep {
  const detail = service && visit.t('It is for the service {service}.', { service })
  return { tone: 'ok', title: visit.t('The browser showed a ticket of Kerberos.'), detail }
}

async function accountSteps(visit: Visit): Promise<readonly ShownStep[]> {
  const { caller, visitor, site } = visit
  const name = caller.user
  const steps: ShownStep[] = []
  if (name !== null) steps.push({ tone: 'ok', title: visit.t('You are {name}.', { name }) })
  if (!visitor.user || visitor.kind !== 'user') {
    return [...steps, { tone: 'warn', title: visit.t('Nobody is signed in here.') }]
  }
  const account = visitor.user.username
  const how = visitor.external ? visit.t('by the word of Windows') : visit.t('by a password of this site')
  steps.push({ tone: 'ok', title: visit.t('Your account here is {account}, {how}.', { account, how }) })
  const groups = await listGroups(site, visitor.user.id)
  const detail = visit.t('Windows does not tell the groups of the domain to this site.')
  const told = groups.length === 0 ? visit.t('none') : groups.join(', ')
  return [...steps, { tone: 'ok', title: visit.t('User groups here: {told}.', { told }), detail }]
}
