import { type Account, listAccounts } from '#domain/accounts.ts'
import { createUser } from '#domain/user-edits.ts'
import { actorOf } from '../../actor.ts'
import { readForm, textField } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { pageOf } from '../../page-of.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { listPager } from '../../ui/list-pager.ts'
import { type Mistakes, titleWith } from '../../ui/mistakes.ts'
import { nameFilter } from '../../ui/name-filter.ts'
import { settingsFrame } from '../../ui/settings-frame.ts'
import { userFields, userForm } from '../../ui/user-form.ts'
import { userList } from '../../ui/user-list.ts'
import type { Visit } from '../../visit.ts'

export const users = page(routes.admin.users, 'site.admin', async visit => {
  const filter = visit.query.get('filter')?.trim() ?? ''
  const accounts = await listAccounts(visit.site, filter)
  const title = visit.t('Users')
  return layout(visit, {
    title,
    current: 'admin',
    main: settingsFrame(
      visit,
      'users',
      html`<div class="bar"><h1>${title}</h1>
<a class="button primary" href="${visit.to(routes.admin.newUser, {})}">${icon(visit, 'plus')}${visit.t('New user')}</a>
</div>
${nameFilter(visit, visit.to(routes.admin.users, {}), visit.t('Name or e-mail'))}
${accounts.length > 0 ? listed(visit, accounts, filter) : nobodyCalled(visit, filter)}`,
    ),
  })
})

export const newUser = page(routes.admin.newUser, 'site.admin', visit => newUserPage(visit, new Map()))

export const created = action(routes.admin.newUser, 'site.admin', async visit => {
  const { values, errors } = readForm(fields, visit.form)
  if (errors) return newUserPage(visit, new Map(Object.entries(errors)))
  const { firstname, lastname, password_confirmation, ...facts } = values
  const names = { firstName: firstname, lastName: lastname, confirmation: password_confirmation }
  const account = { ...facts, ...names, admin: false } // Kallithea's form has no such switch
  const { user, mistakes } = await createUser(visit.site, account, actorOf(visit))
  if (!user) return newUserPage(visit, mistakes)
  visit.flash('ok', visit.t('Created user {name}', { name: user.username }))
  return redirect(visit.to(routes.user.profile, { id: String(user.id) }))
})

const fields = { ...userFields, password: textField() }

function listed(visit: Visit, accounts: readonly Account[], filter: string): Html {
  const shown = pageOf(accounts, visit.query, visit.settings.adminGridItems)
  const query = filter ? { filter } : {}
  const to = (wanted: number) => visit.to(routes.admin.users, {}, { ...query, page: wanted })
  return html`${userList(visit, shown.rows)}
${listPager(visit, { ...shown, to })}`
}

function nobodyCalled(visit: Visit, filter: string): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'search')}
<h2>${visit.t('Nobody is called “{filter}”', { filter })}</h2>
<div class="bar"><a class="button" href="${visit.to(routes.admin.users, {})}">${visit.t('Clear the filter')}</a>
</div></div></div>`
}

function newUserPage(visit: Visit, mistakes: Mistakes): Html {
  const title = visit.t('New user')
  const [address, cancel] = [visit.to(routes.admin.newUser, {}), visit.to(routes.admin.users, {})]
  return layout(visit, {
    title: titleWith(visit, title, mistakes),
    current: 'admin',
    main: settingsFrame(
      visit,
      'users',
      html`<nav aria-label="${visit.t('Place')}"><ol class="crumbs"><li><a href="${cancel}">${visit.t('Users')}</a></li>
<li><span aria-current="page">${title}</span></li></ol></nav><h1>${title}</h1>
<p class="muted">${visit.t('Its password is kept here. An account of Windows is made when its owner comes first.')}</p>
${userForm(visit, { address, cancel, user: null, managed: [], mistakes })}`,
    ),
  })
}
