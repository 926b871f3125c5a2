import type { CloneAddresses } from '#domain/clone-addresses.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

/** The menu with the addresses to clone from. */
export function cloneMenu(visit: Visit, addresses: CloneAddresses): Html {
  return html`<details class="drop"><summary class="button primary">${visit.t('Clone')}${icon(visit, 'chevron-down')}</summary>
<div class="panel stack tight clone">
${address(visit, 'clone-name', addresses.byName, visit.t('By name'), visit.t('the usual address'))}
${address(visit, 'clone-id', addresses.byId, visit.t('By number'), visit.t('stays right when the repository is renamed'))}
</div></details>`
}

function address(visit: Visit, id: string, value: string, label: string, hint: string): Html {
  return html`<label for="${id}"><strong>${label}</strong> <span class="muted small">${hint}</span></label>
<div class="joined"><input id="${id}" type="text" readonly value="${value}">
<button class="button script" type="button" data-copy="#${id}" aria-label="${visit.t('Copy the address: {what}', { what: label })}">
${icon(visit, 'copy')}</button></div>`
}
