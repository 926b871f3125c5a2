import { listPlugins, saveAuthentication } from '#domain/authentication.ts'
import { activateUser, makeAdministrator } from '#domain/users.ts'
import { listWaitingAccounts } from '#domain/waiting-accounts.ts'
import { Problem } from '#std/problem.ts'
import { type Html, html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { pluginForm } from '../../plugin-form.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { layout } from '../../ui/layout.ts'
import { pluginList } from '../../ui/plugin-list.ts'
import { settingsFrame } from '../../ui/settings-frame.ts'
import { tokenField } from '../../ui/token-field.ts'
import { waitingList } from '../../ui/waiting-list.ts'
import type { Visit } from '../../visit.ts'

export const authentication = page(routes.admin.authentication, 'site.admin', visit => show(visit, new Map()))

export const saved = action(routes.admin.authentication, 'site.admin', async visit => {
  const mistakes = await saveAuthentication(visit.site, pluginForm(visit.form, await listPlugins(visit.site)))
  if (mistakes.size > 0) return show(visit, mistakes)
  visit.flash('ok', visit.t('Auth settings updated successfully'))
  const plugins = await listPlugins(visit.site)
  if (!plugins.some(({ inForce }) => inForce)) {
    visit.flash('warn', visit.t('No way to sign in is switched on any more. You stay signed in until you sign out.'))
  }
  return redirect(visit.to(routes.admin.authentication, {}))
})

export const letIn = action(routes.admin.activate, 'site.admin', async visit => {
  const id = Number(visit.form.get('user_id'))
  const waiting = await listWaitingAccounts(visit.site)
  const user = waiting.map(account => account.user).find(each => each.id === id)
  if (!user) throw new Problem('conflict', 'this account does not wait any more')
  const by = visit.visitor.user && { user: visit.visitor.user, address: visit.caller.address }
  const isAdministrator = visit.form.get('as') === 'administrator'
  await (isAdministrator ? makeAdministrator : activateUser)(visit.site, user, by)
  const said = isAdministrator ? '{name} may come in now, as an administrator.' : '{name} may come in now.'
  visit.flash('ok', visit.t(said, { name: user.username }))
  return redirect(visit.to(routes.admin.authentication, {}))
})

async function show(visit: Visit, mistakes: ReadonlyMap<string, string>): Promise<Html> {
  const plugins = await listPlugins(visit.site)
  const waiting = await listWaitingAccounts(visit.site)
  const title = visit.t('Authentication')
  return layout(visit, {
    title: mistakes.size > 0 ? `${visit.t('Error')} · ${title}` : title,
    current: 'admin',
    main: settingsFrame(
      visit,
      'authentication',
      html`<h1>${title}</h1>
${waitingList(visit, waiting)}
<p class="muted">${visit.t('Each way is tried from top to bottom; the first that knows the visitor decides.')}</p>
<form class="stack" method="post" action="${visit.to(routes.admin.authentication, {})}">${tokenField(visit)}
<button class="hidden" type="submit" tabindex="-1" aria-hidden="true">${visit.t('Save')}</button>
${pluginList(visit, plugins, mistakes)}
<div class="bar"><button class="button primary" type="submit">${visit.t('Save')}</button>
<span class="muted small">${visit.t('Takes effect at once; you stay signed in.')}</span></div></form>`,
    ),
  })
}
