import { readOwnOverview } from '#domain/permission-overview.ts'
import { html } from '../../html.ts'
import { getOwn } from '../../own-account.ts'
import { page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import { permissionOverview } from '../../ui/permission-overview.ts'

export const permissions = page(routes.account.permissions, 'user', async visit => {
  const { address } = visit.caller
  const content = html`<p class="muted">${visit.t('You come from the address {address}.', { address })}</p>
${permissionOverview(visit, await readOwnOverview(visit.site, getOwn(visit)))}`
  return accountPage(visit, { page: 'permissions', content })
})
