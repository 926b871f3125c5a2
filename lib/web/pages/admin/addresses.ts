import { allowAddress, disallowAddress, listAllowedAddresses } from '#domain/allowed-addresses.ts'
import { getDefaultUser } from '#domain/default-permissions.ts'
import { actorOf, getPersonAt, getUserAt } from '../../actor.ts'
import { isChecked } from '../../form.ts'
import type { Html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { redirect, type Reply } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { addressList, type AddressRefusal } from '../../ui/address-list.ts'
import type { Mistakes } from '../../ui/mistakes.ts'
import { permissionsPage } from '../../ui/permissions-frame.ts'
import { userPage } from '../../ui/user-frame.ts'
import type { Visit } from '../../visit.ts'

export const ofEverybody = page(routes.admin.addresses, 'site.admin', async visit =>
  show(visit, await getDefaultUser(visit.site), null),
)

export const ofUser = page(routes.user.addresses, 'site.admin', async visit =>
  show(visit, await getPersonAt(visit, visit.params.id), null),
)

export const added = action(routes.user.addresses, 'site.admin', async visit => {
  const user = await getUserAt(visit, visit.params.id)
  const text = visit.form.get('new_ip') ?? ''
  const mistake = await allowAddress(visit.site, { ...changeOf(visit, user), text }, actorOf(visit))
  if (mistake) return show(visit, user, { mistake, rule: null })
  visit.flash('ok', visit.t('Added the network {network}', { network: text.trim() }))
  return back(visit, user)
})

export const removed = action(routes.user.removeAddress, 'site.admin', async visit => {
  const user = await getUserAt(visit, visit.params.id)
  const id = Number(visit.form.get('del_ip_id'))
  const mistake = await disallowAddress(visit.site, { ...changeOf(visit, user), id }, actorOf(visit))
  const rule = (await listAllowedAddresses(visit.site, user.id)).find(each => each.id === id) ?? null
  if (mistake) return show(visit, user, { mistake, rule })
  visit.flash('ok', visit.t('Removed the network'))
  return back(visit, user)
})

type User = Awaited<ReturnType<typeof getUserAt>>

function changeOf(visit: Visit, user: User) {
  return { userId: user.id, evenIfLockedOut: isChecked(visit.form, 'even_if_locked_out') }
}

async function show(visit: Visit, user: User, refused: AddressRefusal | null): Promise<Html> {
  const isEverybody = user.username === 'default'
  const rules = await listAllowedAddresses(visit.site, user.id)
  const content = addressList(visit, { rules, userId: user.id, isEverybody, refused })
  const mistakes: Mistakes = new Map(refused ? [['new_ip', refused.mistake]] : [])
  if (isEverybody) return permissionsPage(visit, { tab: 'addresses', content, mistakes })
  return userPage(visit, { user, tab: 'addresses', content, mistakes })
}

function back(visit: Visit, user: User): Reply {
  const isForEverybody = visit.form.has('default_user') || user.username === 'default'
  if (isForEverybody) return redirect(visit.to(routes.admin.addresses, {}))
  return redirect(visit.to(routes.user.addresses, { id: String(user.id) }))
}
