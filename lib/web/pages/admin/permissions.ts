import {
  defaultPermissions,
  getDefaultUser,
  readDefaultPermissions,
  saveDefaultPermissions,
} from '#domain/default-permissions.ts'
import { readOverview } from '#domain/permission-overview.ts'
import { isChecked } from '../../form.ts'
import { html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { defaultPermissionForm } from '../../ui/default-permission-form.ts'
import { permissionOverview } from '../../ui/permission-overview.ts'
import { permissionsPage } from '../../ui/permissions-frame.ts'

export const permissions = page(routes.admin.permissions, 'site.admin', async visit => {
  const values = await readDefaultPermissions(visit.site)
  const { active } = await getDefaultUser(visit.site)
  const content = defaultPermissionForm(visit, { anonymous: active, values, mistakes: new Map() })
  return permissionsPage(visit, { tab: 'global', content })
})

export const saved = action(routes.admin.permissions, 'site.admin', async visit => {
  const anonymous = isChecked(visit.form, 'anonymous')
  const values = new Map(defaultPermissions.map(({ name }) => [name, visit.form.get(name) ?? '']))
  const overwrite = defaultPermissions.flatMap(({ overwrites }) =>
    overwrites && isChecked(visit.form, overwrites.name) ? [overwrites.kind] : [],
  )
  const mistakes = await saveDefaultPermissions(visit.site, { anonymous, permissions: values, overwrite })
  if (mistakes.size > 0) {
    const content = defaultPermissionForm(visit, { anonymous, values, mistakes })
    return permissionsPage(visit, { tab: 'global', content, mistakes })
  }
  visit.flash('ok', visit.t('Global permissions updated successfully'))
  return redirect(visit.to(routes.admin.permissions, {}))
})

export const overview = page(routes.admin.permissionOverview, 'site.admin', async visit => {
  const shown = await readOverview(visit.site, await getDefaultUser(visit.site))
  const content = html`<p>${visit.t('What everybody may do, signed in or not, whatever it comes from.')}</p>
${permissionOverview(visit, shown)}`
  return permissionsPage(visit, { tab: 'overview', content })
})
