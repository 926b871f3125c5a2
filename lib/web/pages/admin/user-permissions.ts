import { readOverview } from '#domain/permission-overview.ts'
import { readOwnGlobals, saveOwnGlobals } from '#domain/user-globals.ts'
import { getPersonAt } from '../../actor.ts'
import { isChecked } from '../../form.ts'
import { html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { ownGlobalsForm } from '../../ui/own-globals-form.ts'
import { permissionOverview } from '../../ui/permission-overview.ts'
import { userPage } from '../../ui/user-frame.ts'

export const permissions = page(routes.user.permissions, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  const content = html`${ownGlobalsForm(visit, user, await readOwnGlobals(visit.site, user))}
<h2>${visit.t('What the account may do, whatever it comes from')}</h2>
${permissionOverview(visit, await readOverview(visit.site, user))}`
  return userPage(visit, { user, tab: 'permissions', content })
})

export const saved = action(routes.user.permissions, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  await saveOwnGlobals(visit.site, user, {
    repositories: isChecked(visit.form, 'create_repo_perm'),
    userGroups: isChecked(visit.form, 'create_user_group_perm'),
    forks: isChecked(visit.form, 'fork_repo_perm'),
  })
  visit.flash('ok', visit.t('Updated permissions'))
  return redirect(visit.to(routes.user.permissions, { id: String(user.id) }))
})
