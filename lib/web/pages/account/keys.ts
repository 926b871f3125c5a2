import type { UserRow } from '#db/users.ts'
import { addUserKey, listUserKeys, removeUserKey, resetUserKey } from '#domain/user-keys.ts'
import { isChecked } from '../../form.ts'
import type { Html } from '../../html.ts'
import { getOwn } from '../../own-account.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import { keyList } from '../../ui/key-list.ts'
import type { Mistakes } from '../../ui/mistakes.ts'
import type { Visit } from '../../visit.ts'

export const keys = page(routes.account.keys, 'user', async visit => show(visit, getOwn(visit), new Map()))

export const added = action(routes.account.keys, 'user', async visit => {
  const user = getOwn(visit)
  const [description, lifetime] = [visit.form.get('description')?.trim() ?? '', visit.form.get('lifetime') ?? '']
  const mistakes = await addUserKey(visit.site, user, { description, lifetime })
  if (mistakes.size > 0) return show(visit, user, mistakes)
  visit.flash('ok', visit.t('API key successfully created'))
  return redirect(visit.to(routes.account.keys, {}))
})

export const removed = action(routes.account.removeKey, 'user', async visit => {
  const user = getOwn(visit)
  if (isChecked(visit.form, 'del_api_key_builtin')) {
    await resetUserKey(visit.site, user)
    visit.flash('ok', visit.t('API key successfully reset'))
  } else {
    await removeUserKey(visit.site, user, visit.form.get('del_api_key') ?? '')
    visit.flash('ok', visit.t('API key successfully deleted'))
  }
  return redirect(visit.to(routes.account.keys, {}))
})

async function show(visit: Visit, user: UserRow, mistakes: Mistakes): Promise<Html> {
  const to = { add: visit.to(routes.account.keys, {}), remove: visit.to(routes.account.removeKey, {}) }
  const content = keyList(visit, { to, user, keys: await listUserKeys(visit.site, user), mistakes })
  return accountPage(visit, { page: 'keys', content, mistakes })
}
