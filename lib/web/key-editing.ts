import { addUserKey, listUserKeys, removeUserKey, resetUserKey } from '#domain/user-keys.ts'
import type { AccountPlace } from './account-place.ts'
import { isChecked } from './form.ts'
import type { Html } from './html.ts'
import { redirect, type Reply } from './reply.ts'
import { keyList } from './ui/key-list.ts'
import type { Mistakes } from './ui/mistakes.ts'
import type { Visit } from './visit.ts'

export async function showKeys(
  visit: Visit,
  { user, to, frame }: AccountPlace,
  mistakes: Mistakes = new Map(),
): Promise<Html> {
  return frame(keyList(visit, { user, to, keys: await listUserKeys(visit.site, user), mistakes }), mistakes)
}

export async function addedKey(visit: Visit, place: AccountPlace): Promise<Html | Reply> {
  const [description, lifetime] = [visit.form.get('description')?.trim() ?? '', visit.form.get('lifetime') ?? '']
  const mistakes = await addUserKey(visit.site, place.user, { description, lifetime })
  if (mistakes.size > 0) return showKeys(visit, place, mistakes)
  visit.flash('ok', visit.t('API key successfully created'))
  return redirect(place.to.add)
}

export async function removedKey(visit: Visit, { user, to }: AccountPlace): Promise<Reply> {
  if (isChecked(visit.form, 'del_api_key_builtin')) {
    await resetUserKey(visit.site, user)
    visit.flash('ok', visit.t('API key successfully reset'))
  } else {
    await removeUserKey(visit.site, user, visit.form.get('del_api_key') ?? '')
    visit.flash('ok', visit.t('API key successfully deleted'))
  }
  return redirect(to.add)
}
