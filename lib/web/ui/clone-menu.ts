import type { AllCloneAddresses, CloneAddresses } from '#domain/clone-addresses.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { copyButton } from './copy-button.ts'
import { icon } from './icon.ts'

/** The menu with the addresses to clone from. */
export function cloneMenu(visit: Visit, { clients, ...here }: AllCloneAddresses): Html {
  return html`<details class="drop"><summary class="button primary">
${visit.t('Clone')}${icon(visit, 'chevron-down')}</summary><div class="panel stack tight clone">
${clients ? twoSites(visit, clients, here) : addresses(visit, 'clone', here)}</div></details>`
}

/** Which of the two somebody wants depends on what the program can: only few sign on by Windows. */
function twoSites(visit: Visit, clients: CloneAddresses, here: CloneAddresses): Html {
  return html`${group(visit, 'clone', visit.t('With a password or an API key'), clients)}
${group(visit, 'clone-here', visit.t('With Windows sign-on'), here)}`
}

function group(visit: Visit, id: string, title: string, two: CloneAddresses): Html {
  return html`<section class="stack tight" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${addresses(visit, id, two)}</section>`
}

function addresses(visit: Visit, id: string, { byName, byId }: CloneAddresses): Html {
  const stays = visit.t('stays right when the repository is renamed')
  const usual = visit.t('the usual address')
  return html`${address(visit, { id: `${id}-name`, value: byName, label: visit.t('By name'), hint: usual })}
${address(visit, { id: `${id}-id`, value: byId, label: visit.t('By number'), hint: stays })}`
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
