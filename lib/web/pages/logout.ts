import { html } from '../html.ts'
import { action, page } from '../page.ts'
import { redirect } from '../reply.ts'
import { routes } from '../routes.ts'
import { layout } from '../ui/layout.ts'
import { tokenField } from '../ui/token-field.ts'

/** Asks first: an address alone must not sign anybody out. */
export const logout = page(routes.logout, 'anyone', visit => {
  if (visit.session.read('authuser') === undefined) return redirect(visit.to(routes.home, {}))
  return layout(visit, {
    title: visit.t('Sign out'),
    width: 'slim',
    main: html`<h1>${visit.t('Sign out')}</h1>
<form class="stack" method="post" action="${visit.to(routes.logout, {})}">${tokenField(visit)}
<div class="bar"><button class="button primary" type="submit">${visit.t('Sign out')}</button>
<a class="button" href="${visit.to(routes.home, {})}">${visit.t('Cancel')}</a></div></form>`,
  })
})

export const signOut = action(routes.logout, 'anyone', visit => {
  visit.session.signOut()
  return redirect(visit.to(routes.home, {}))
})
