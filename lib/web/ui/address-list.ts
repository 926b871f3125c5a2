import type { AddressMistake, IpRule } from '#domain/allowed-addresses.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { checkInput, textInput } from './field.ts'
import { icon } from './icon.ts'
import { tokenField } from './token-field.ts'

export interface AddressList {
  readonly rules: readonly IpRule[]
  /** Whose they are; those of the default user are everybody's. */
  readonly userId: number
  readonly isEverybody: boolean
  /** What was asked for and not done. */
  readonly refused: AddressRefusal | null
}

export interface AddressRefusal {
  readonly mistake: AddressMistake
  /** The rule that was to go; null where one was to come. */
  readonly rule: IpRule | null
}

/** From where somebody may come. */
export function addressList(visit: Visit, list: AddressList): Html {
  return html`<p>${about(visit, list)} ${youComeFrom(visit)}</p>
${list.refused?.rule && confirmRemoval(visit, list, list.refused.rule)}
<div class="box">${list.rules.length > 0 ? ruleTable(visit, list) : emptyList(visit)}</div>
${additionForm(visit, list)}`
}

function about(visit: Visit, { isEverybody }: AddressList): string {
  return isEverybody
    ? visit.t('Everybody may come from these networks; an account may have more of its own.')
    : visit.t('This account may come from these networks, and from those of everybody.')
}

function youComeFrom(visit: Visit): string {
  return visit.t('You come from {address}.', { address: visit.caller.address })
}

function emptyList(visit: Visit): Html {
  return html`<div class="empty">${icon(visit, 'shield')}<h2>${visit.t('No network is named')}</h2>
<p>${visit.t('While there is none, here and for everybody, every address may come.')}</p></div>`
}

function ruleTable(visit: Visit, list: AddressList): Html {
  return html`<div class="scroll"><table class="table middle">
<caption class="hidden">${visit.t('Networks that may come')}</caption>
<thead><tr><th scope="col">${visit.t('Network')}</th>
<th scope="col"><span class="hidden">${visit.t('Remove')}</span></th></tr></thead>
<tbody>${list.rules.map(
    rule => html`<tr><th scope="row"><code>${rule.network}</code></th><td class="fit">
<form method="post" action="${removal(visit, list)}">${tokenField(visit)}${hiddenFields(list, rule)}
<button class="button little" type="submit">${visit.t('Remove')}
<span class="hidden">${rule.network}</span></button></form></td></tr>
`,
  )}</tbody></table></div>`
}

function removal(visit: Visit, { userId }: AddressList): string {
  return visit.to(routes.user.removeAddress, { id: String(userId) })
}

function hiddenFields({ isEverybody, userId }: AddressList, rule: IpRule | null): Html {
  return html`${rule && html`<input type="hidden" name="del_ip_id" value="${rule.id}">`}${
    isEverybody && html`<input type="hidden" name="default_user" value="${userId}">`
  }`
}

function confirmRemoval(visit: Visit, list: AddressList, rule: IpRule): Html {
  return html`<div class="notice bad" tabindex="-1" autofocus>${icon(visit, 'circle-alert')}
<div class="grow stack tight"><strong>${visit.t('Nothing was removed.')}</strong>
<p>${visit.t(sentenceOf('locks out'), { address: visit.caller.address })}</p>
<form class="stack tight" method="post" action="${removal(visit, list)}">${tokenField(visit)}
${hiddenFields(list, rule)}${evenSo(visit)}
<div><button class="button danger" type="submit">${visit.t('Remove')} ${rule.network}</button></div></form></div></div>`
}

function evenSo(visit: Visit): Html {
  return checkInput({ name: 'even_if_locked_out', label: visit.t('Even if it locks me out'), isChecked: false })
}

function additionForm(visit: Visit, list: AddressList): Html {
  const mistake = list.refused?.rule === null ? list.refused.mistake : null
  const sentence = mistake && visit.t(sentenceOf(mistake), { address: visit.caller.address })
  return html`<form class="stack" method="post"
 action="${visit.to(routes.user.addresses, { id: String(list.userId) })}">${tokenField(visit)}
${hiddenFields(list, null)}
${textInput(visit, {
  name: 'new_ip',
  label: visit.t('Network'),
  hint: visit.t('An address such as 10.1.2.3, or a network such as 10.0.0.0/8 or 2001:db8::/32.'),
  value: visit.form.get('new_ip') ?? '',
  ...(sentence && { error: sentence, isFirst: true }),
})}
${mistake === 'locks out' && evenSo(visit)}
<div class="bar"><button class="button primary" type="submit">${icon(visit, 'plus')}${visit.t('Add')}</button></div>
</form>`
}

function sentenceOf(mistake: AddressMistake): string {
  return {
    'no network': 'This is neither an address nor a network.',
    twice: 'This network is in the list already.',
    'locks out': 'You come from {address}, which would not be in the list: you could not come back from there.',
  }[mistake]
}
