import { listPlugins, mayDomainSignOn, saveAuthentication } from '#domain/authentication.ts'
import { answerNameRequest, keepNameOfWaiting, listNameRequests, type Word } from '#domain/name-requests.ts'
import { activateUser, makeAdministrator } from '#domain/users.ts'
import { listWaitingAccounts } from '#domain/waiting-accounts.ts'
import { Problem } from '#std/problem.ts'
import { type Html, html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { pluginForm } from '../../plugin-form.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { layout } from '../../ui/layout.ts'
import { nameRequests } from '../../ui/name-requests.ts'
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
  const isHostAsked = plugins.some(({ name, inForce }) => name === 'container' && inForce)
  const own = visit.caller.user
  if (isHostAsked && own !== null && !(await mayDomainSignOn(visit.site, own))) {
    visit.flash('warn', visit.t('Your own domain may not sign on any more. You stay signed in until you sign out.'))
  }
  return redirect(visit.to(routes.admin.authentication, {}))
})

export const letIn = action(routes.admin.activate, 'site.admin', async visit => {
  const rank = ranks.get(visit.form.get('as') ?? 'user')
  if (!rank) throw new Problem('invalid', 'nothing was said about what this account shall be')
  const id = Number(visit.form.get('user_id'))
  const waiting = await listWaitingAccounts(visit.site)
  const account = waiting.find(({ user }) => user.id === id)
  if (!account) throw new Problem('conflict', 'this account does not wait any more')
  const { user, name, address, when } = account
  const shown = visit.form.get('name') ?? name
  if (shown !== name) throw new Problem('conflict', 'somebody else asked for this account meanwhile; look again')
  if (address !== null) await keepNameOfWaiting(visit.site, { userId: id, name, address, when })
  await rank.give(visit.site, user, actorOf(visit))
  visit.flash('ok', visit.t(rank.said, { name: user.username }))
  return redirect(visit.to(routes.admin.authentication, {}))
})

const ranks = new Map([
  ['user', { give: activateUser, said: '{name} may come in now.' }],
  ['administrator', { give: makeAdministrator, said: '{name} may come in now, as an administrator.' }],
])

export const nameAnswered = action(routes.admin.names, 'site.admin', async visit => {
  const id = Number(visit.form.get('user_id'))
  const name = visit.form.get('name')
  const word = words.get(visit.form.get('word') ?? '')
  if (!word) throw new Problem('invalid', 'nothing was said about this name')
  const request = (await listNameRequests(visit.site)).find(each => each.user.id === id && each.name === name)
  if (!request) throw new Problem('conflict', 'this name does not wait any more')
  await answerNameRequest(visit.site, request, { word: word.word, by: actorOf(visit) })
  visit.flash('ok', visit.t(word.said, { name: request.name, account: request.user.username }))
  return redirect(visit.to(routes.admin.authentication, {}))
})

const words = new Map<string, { readonly word: Word; readonly said: string }>([
  ['too', { word: 'too', said: '{name} may sign on as {account} now.' }],
  ['instead', { word: 'instead', said: '{name} alone may sign on as {account} now.' }],
  ['never', { word: 'never', said: '{name} stays outside, and is listed again when it asks again.' }],
])

function actorOf({ visitor, caller }: Visit) {
  return visitor.user && { user: visitor.user, address: caller.address }
}

async function show(visit: Visit, mistakes: ReadonlyMap<string, string>): Promise<Html> {
  const plugins = await listPlugins(visit.site)
  const waiting = await listWaitingAccounts(visit.site)
  const requests = await listNameRequests(visit.site)
  const title = visit.t('Authentication')
  return layout(visit, {
    title: mistakes.size > 0 ? `${visit.t('Error')} · ${title}` : title,
    current: 'admin',
    main: settingsFrame(
      visit,
      'authentication',
      html`<h1>${title}</h1>
${waitingList(visit, waiting)}
${nameRequests(visit, requests)}
<p class="muted">${visit.t('Each way is tried from top to bottom; the first that knows the visitor decides.')}</p>
<form class="stack" method="post" action="${visit.to(routes.admin.authentication, {})}">${tokenField(visit)}
<button class="hidden" type="submit" tabindex="-1" aria-hidden="true">${visit.t('Save')}</button>
${pluginList(visit, plugins, mistakes)}
<div class="bar"><button class="button primary" type="submit">${visit.t('Save')}</button>
<span class="muted small">${visit.t('Takes effect at once; you stay signed in.')}</span></div></form>`,
    ),
  })
}
