import type { UserRow } from '#db/users.ts'
import { addUserKey, listUserKeys, removeUserKey, resetUserKey } from '#domain/user-keys.ts'
import { getPersonAt } from '../../actor.ts'
import { isChecked } from '../../form.ts'
import type { Html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { keyList } from '../../ui/key-list.ts'
import type { Mistakes } from '../../ui/mistakes.ts'
import { userPage } from '../../ui/user-frame.ts'
import type { Visit } from '../../visit.ts'

export const keys = page(routes.user.keys, 'site.admin', async visit =>
  show(visit, await getPersonAt(visit, visit.params.id), new Map()),
)

export const added = action(routes.user.keys, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  const [description, lifetime] = [visit.form.get('description')?.trim() ?? '', visit.form.get('lifetime') ?? '']
  const mistakes = await addUserKey(visit.site, user, { description, lifetime })
  if (mistakes.size > 0) return show(visit, user, mistakes)
  visit.flash('ok', visit.t('API key successfully created'))
  return redirect(visit.to(routes.user.keys, { id: String(user.id) }))
})

export const removed = action(routes.user.removeKey, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  if (isChecked(visit.form, 'del_api_key_builtin')) {
    await resetUserKey(visit.site, user)
    visit.flash('ok', visit.t('API key successfully reset'))
  } else {
    await removeUserKey(visit.site, user, visit.form.get('del_api_key') ?? '')
    visit.flash('ok', visit.t('API key successfully deleted'))
  }
  return redirect(visit.to(routes.user.keys, { id: String(user.id) }))
})

async function show(visit: Visit, user: UserRow, mistakes: Mistakes): Promise<Html> {
  const to = {
    add: visit.to(routes.user.keys, { id: String(user.id) }),
    remove: visit.to(routes.user.removeKey, { id: String(user.id) }),
  }
  const content = keyList(visit, { to, user, keys: await listUserKeys(visit.site, user), mistakes })
  return userPage(visit, { user, tab: 'keys', content, mistakes })
}
