import { mayReturnTo } from '#domain/came-from.ts'
import { returnAddress } from '../came-from.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'
import { lookChoices } from './look-choices.ts'
import { avatar, fullName } from './person.ts'
import { tokenField } from './token-field.ts'

/** On the right of the top: who is signed on and what that person may do about it; else the way in. */
export function visitorMenu(visit: Visit): Html {
  const { user, kind } = visit.visitor
  return user && kind === 'user' ? personMenu(visit, user) : strangerMenu(visit)
}

function strangerMenu(visit: Visit): Html {
  return html`<details class="drop script"><summary class="button quiet">
<span class="hidden">${visit.t('Look of the pages')}</span>${icon(visit, 'settings')}</summary>
<div class="panel stack tight"><div class="stack tight">${lookChoices(visit, 'button')}</div>${keyboardButton(visit)}
</div></details>
<a class="button little" href="${visit.to(routes.login, {}, { came_from: cameFrom(visit) })}">${visit.t('Sign in')}</a>`
}

function personMenu(visit: Visit, user: NonNullable<Visit['visitor']['user']>): Html {
  const name = fullName(user)
  const how = visit.visitor.external ? [visit.caller.user ?? user.username, visit.caller.authType] : [user.username]
  const back = { came_from: cameFrom(visit) }
  return html`<details class="drop"><summary class="button quiet">
<span class="hidden">${visit.t('{name}, menu', { name })}</span>${avatar(name)}${icon(visit, 'chevron-down')}</summary>
<div class="panel stack tight">
<p><strong>${name}</strong><br><span class="muted small">${how.filter(Boolean).join(' · ')}</span></p>
<ul><li><a href="${visit.to(routes.account.profile, {})}">${icon(visit, 'user')}${visit.t('My account')}</a></li>
<li><a href="${visit.to(routes.login, {}, { other: 1, ...back })}">
${icon(visit, 'log-in')}${visit.t('Sign in with another account')}</a></li>
<li><a href="${visit.to(routes.sso, {})}">${icon(visit, 'shield-check')}${visit.t('Sign-on doctor')}</a></li></ul>
<form method="post" action="${visit.to(routes.look, {}, back)}" class="stack tight">
${tokenField(visit)}${lookChoices(visit, 'submit')}</form>
${keyboardButton(visit)}${!visit.visitor.external && signOutForm(visit)}</div></details>`
}

/** Not for whom the host signs on: the next request would bring that person back. */
function signOutForm(visit: Visit): Html {
  return html`<form method="post" action="${visit.to(routes.logout, {})}">${tokenField(visit)}
<button class="button little" type="submit">${visit.t('Sign out')}</button></form>`
}

function keyboardButton(visit: Visit): Html {
  return html`<button class="button quiet script" type="button" data-open="help">
${icon(visit, 'keyboard')}${visit.t('Keyboard')}</button>`
}

/** Where to return to: this page, unless it is the sign-in page itself. */
function cameFrom(visit: Visit): string | null {
  const login = visit.to(routes.login, {})
  const here = returnAddress(visit.caller, visit.url)
  if (!here?.startsWith(login)) return here
  const before = visit.query.get('came_from') ?? ''
  return mayReturnTo(before) ? before : null
}
