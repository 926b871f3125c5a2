import { writeAuthorizedKeys } from '#domain/authorized-keys.ts'
import { addSshKey, listUserSshKeys, removeSshKey } from '#domain/ssh-keys.ts'
import { isProblem, Problem } from '#std/problem.ts'
import { report } from '#trace/trace.ts'
import type { AccountPlace } from './account-place.ts'
import type { Html } from './html.ts'
import { redirect, type Reply } from './reply.ts'
import type { Mistakes } from './ui/mistakes.ts'
import { sshKeyList } from './ui/ssh-key-list.ts'
import type { Visit } from './visit.ts'

export async function showSshKeys(
  visit: Visit,
  { user, to, frame }: AccountPlace,
  mistakes: Mistakes = new Map(),
): Promise<Html> {
  refuseWithoutSsh(visit)
  return frame(sshKeyList(visit, { to, keys: await listUserSshKeys(visit.site, user), mistakes }), mistakes)
}

export async function addedSshKey(visit: Visit, place: AccountPlace): Promise<Html | Reply> {
  refuseWithoutSsh(visit)
  const [line, description] = [visit.form.get('public_key') ?? '', visit.form.get('description') ?? '']
  const mistakes = await addSshKey(visit.site, place.user, { line, description })
  if (mistakes.size > 0) return showSshKeys(visit, place, mistakes)
  visit.flash('ok', visit.t('SSH key added'))
  await tellSshServer(visit)
  return redirect(place.to.add)
}

export async function removedSshKey(visit: Visit, { user, to }: AccountPlace): Promise<Reply> {
  refuseWithoutSsh(visit)
  await removeSshKey(visit.site, user, visit.form.get('del_public_key_fingerprint') ?? '')
  visit.flash('ok', visit.t('SSH key removed'))
  await tellSshServer(visit)
  return redirect(to.add)
}

function refuseWithoutSsh({ site }: Visit): void {
  if (!site.config.ssh.enabled) throw new Problem('not-found', 'access through SSH is switched off on this site')
}

/** What was changed is saved already, and is written with the next change at the latest. */
export async function tellSshServer(visit: Visit): Promise<void> {
  try {
    await writeAuthorizedKeys(visit.site)
  } catch (caught) {
    if (!isProblem(caught)) throw caught
    report('web:ssh-keys', '%s %o', caught.message, caught.facts)
    const why = visit.t('The SSH server does not know of it yet, since its file of keys could not be written.')
    visit.flash('warn', `${why} ${visit.t('An administrator finds the reason in the log.')}`)
  }
}
