import type { UserSshKey } from '#domain/ssh-keys.ts'
import type { AccountPlace } from '../account-place.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { errorOf } from './fact-inputs.ts'
import { textArea, textInput } from './field.ts'
import { icon } from './icon.ts'
import type { Mistakes } from './mistakes.ts'
import { newKeyForm } from './new-key-form.ts'
import { tokenField } from './token-field.ts'

interface SshKeyList extends Pick<AccountPlace, 'to'> {
  readonly keys: readonly UserSshKey[]
  readonly mistakes: Mistakes
}

/** The public keys by which somebody is known to the SSH server. */
export function sshKeyList(visit: Visit, { to, keys, mistakes }: SshKeyList): Html {
  const list = html`<ul class="list">${keys.map(key => row(visit, to.remove, key))}</ul>`
  return html`<p class="muted">${visit.t(
    'Whoever holds the private half of a key may do through SSH what this account may.',
  )}</p>
<div class="box">${keys.length > 0 ? list : nothingYet(visit)}</div>
${newKeyForm(visit, {
  address: to.add,
  mistakes,
  fields: [
    textArea(visit, {
      name: 'public_key',
      label: visit.t('Public key'),
      value: visit.form.get('public_key') ?? '',
      hint: visit.t('One line, as it stands in a file like id_ed25519.pub.'),
      ...errorOf(visit, mistakes, 'public_key'),
    }),
    textInput(visit, {
      name: 'description',
      label: visit.t('What for'),
      value: visit.form.get('description') ?? '',
      autocomplete: 'off',
      hint: visit.t('Left empty, it is what stands behind the key.'),
      ...errorOf(visit, mistakes, 'description'),
    }),
  ],
})}`
}

function nothingYet(visit: Visit): Html {
  return html`<div class="empty">${icon(visit, 'key-round')}<h2>${visit.t('There are no SSH keys yet')}</h2></div>`
}

function row(visit: Visit, address: string, { kind, description, fingerprint, createdOn, lastSeen }: UserSshKey): Html {
  const seen = lastSeen ? html`${visit.t('last used')} ${age(visit, lastSeen)}` : html`${visit.t('never used')}`
  return html`<li>${icon(visit, 'key-round', 'muted')}<div class="grow">
${description.trim() || visit.t('(no description)')}
<span class="muted small">${kind || visit.t('no valid key')} · ${visit.t('added')} ${age(visit, createdOn)} · ${seen}
</span>
<div><code class="small">SHA256:${fingerprint}</code></div></div>
<form method="post" action="${address}">${tokenField(visit)}
<input type="hidden" name="del_public_key_fingerprint" value="${fingerprint}">
<button class="button little" type="submit">${visit.t('Remove')}
<span class="hidden">${description}</span></button></form></li>
`
}
