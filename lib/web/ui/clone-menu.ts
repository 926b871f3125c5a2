import type { CloneAddresses } from '#domain/clone-addresses.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { copyButton } from './copy-button.ts'
import { icon } from './icon.ts'

/** The menu with the addresses to clone from. */
export function cloneMenu(visit: Visit, { byName, byId }: CloneAddresses): Html {
  const stays = visit.t('stays right when the repository is renamed')
  return html`<details class="drop"><summary class="button primary">
${visit.t('Clone')}${icon(visit, 'chevron-down')}</summary><div class="panel stack tight clone">
${address(visit, { id: 'clone-name', value: byName, label: visit.t('By name'), hint: visit.t('the usual address') })}
${address(visit, { id: 'clone-id', value: byId, label: visit.t('By number'), hint: stays })}</div></details>`
}

interface Address {
  readonly id: string
  readonly value: string
  readonly label: string
  readonly hint: string
}

function address(visit: Visit, { id, value, label, hint }: Address): Html {
  return html`<label for="${id}"><strong>${label}</strong> <span class="muted small">${hint}</span></label>
<div class="joined"><input id="${id}" type="text" readonly value="${value}">
${copyButton(visit, { element: `#${id}` }, visit.t('Copy the address: {what}', { what: label }), '')}</div>`
}
