import type { UserRow } from '#db/users.ts'
import { lifetimes, type UserKey } from '#domain/user-keys.ts'
import type { AccountPlace } from '../account-place.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { selectInput } from './choice-field.ts'
import { copyButton } from './copy-button.ts'
import { errorOf } from './fact-inputs.ts'
import { textInput } from './field.ts'
import { icon } from './icon.ts'
import type { Mistakes } from './mistakes.ts'
import { newKeyForm } from './new-key-form.ts'
import { tokenField } from './token-field.ts'

interface KeyList extends Pick<AccountPlace, 'user' | 'to'> {
  readonly keys: readonly UserKey[]
  readonly mistakes: Mistakes
}

/** The keys by which programs are let in for somebody: the one of the account, and those made for one purpose. */
export function keyList(visit: Visit, { to, user, keys, mistakes }: KeyList): Html {
  return html`<p class="muted">${visit.t(
    'A program that sends a key, as ?api_key= or as a Bearer token, may do what this account may. Make one for each.',
  )}</p>
<div class="box"><ul class="list">${ownKey(visit, to.remove, user)}
${keys.map((key, index) => madeKey(visit, { address: to.remove, key, id: `key${index}` }))}</ul></div>
${newKeyForm(visit, {
  address: to.add,
  mistakes,
  fields: [
    textInput(visit, {
      name: 'description',
      label: visit.t('What for'),
      value: visit.form.get('description') ?? '',
      autocomplete: 'off',
      ...errorOf(visit, mistakes, 'description'),
    }),
    selectInput(visit, {
      name: 'lifetime',
      label: visit.t('How long'),
      value: visit.form.get('lifetime') ?? '-1',
      choices: lifetimes.map(minutes => ({ value: String(minutes), label: spanText(visit, minutes) })),
      ...errorOf(visit, mistakes, 'lifetime'),
    }),
  ],
})}`
}

function spanText(visit: Visit, minutes: (typeof lifetimes)[number]): string {
  const texts = {
    '-1': visit.t('for ever'),
    5: visit.t('5 minutes'),
    60: visit.t('1 hour'),
    1440: visit.t('1 day'),
    43200: visit.t('1 month'),
  }
  return texts[minutes]
}

function ownKey(visit: Visit, address: string, { apiKey }: UserRow): Html {
  return html`<li>${icon(visit, 'key-round', 'muted')}<div class="grow">${visit.t('The key of the account')}
${secret(visit, apiKey, 'own-key')}</div><form method="post" action="${address}">${tokenField(visit)}
<input type="hidden" name="del_api_key_builtin" value="1">
<button class="button little" type="submit">${visit.t('Replace')}
<span class="hidden">${visit.t('the key of the account')}</span></button></form></li>
`
}

interface Made {
  readonly address: string
  readonly key: UserKey
  readonly id: string
}

function madeKey(visit: Visit, { address, key, id }: Made): Html {
  const { expires, isExpired } = key
  const end = expires
    ? html`${isExpired ? visit.t('expired') : visit.t('expires')} ${age(visit, expires)}`
    : html`${visit.t('does not expire')}`
  return html`<li>${icon(visit, 'key-round', 'muted')}<div class="grow">
${key.description.trim() || visit.t('(no description)')}
<span class="muted small">${visit.t('made')} ${age(visit, key.createdOn)} · ${end}</span>
${secret(visit, key.key, id)}</div>
<form method="post" action="${address}">${tokenField(visit)}<input type="hidden" name="del_api_key" value="${key.key}">
<button class="button little" type="submit">${visit.t('Remove')}
<span class="hidden">${key.description}</span></button></form></li>
`
}

/** Not to be read by whoever looks at the screen. */
function secret(visit: Visit, key: string, id: string): Html {
  return html`<details class="small fold"><summary class="mono">${key.slice(0, 4)}…${key.slice(-4)}</summary>
<div class="bar"><code id="${id}">${key}</code>
${copyButton(visit, { element: `#${id}` }, visit.t('Copy the key'))}</div></details>`
}
