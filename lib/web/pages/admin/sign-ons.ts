import { listNtlmWeeks, type NtlmPerson, type NtlmWeek } from '#domain/sign-on-kinds.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { avatar, fullName } from '../../ui/person.ts'
import { settingsFrame } from '../../ui/settings-frame.ts'
import type { Visit } from '../../visit.ts'

/** Who still signs on by NTLM, from where, week by week. */
export const signOns = page(routes.admin.signOns, 'site.admin', async visit => {
  const title = visit.t('Sign-on by NTLM')
  const weeks = await listNtlmWeeks(visit.site)
  return layout(visit, {
    title,
    current: 'admin',
    main: settingsFrame(
      visit,
      'signOns',
      html`<h1>${title}</h1>
<p class="muted">${visit.t('Git refuses NTLM, and Windows will. Who is listed here gets no ticket of Kerberos.')}
<a href="${visit.to(routes.sso, {})}">${visit.t('The sign-on doctor says why.')}</a></p>
${weeks.length === 0 ? nothingNoted(visit) : weeks.map(week => weekBox(visit, week))}`,
    ),
  })
})

function nothingNoted(visit: Visit): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'shield-check')}
<h2>${visit.t('Nobody has signed on by Windows yet')}</h2></div></div>`
}

function weekBox(visit: Visit, { week, everybody, people }: NtlmWeek): Html {
  const title = visit.t('Week of {week}', { week })
  const id = `week-${week}`
  const share = visit.t('{count} of {everybody} people', { count: people.length, everybody })
  return html`<section class="box" aria-labelledby="${id}"><header><h2 id="${id}">${title}</h2>
<span class="muted small">${share}</span></header>
${people.length > 0 && personTable(visit, title, people)}
${people.length === 0 && html`<p class="body muted">${visit.t('Nobody by NTLM.')}</p>`}</section>`
}

function personTable(visit: Visit, title: string, people: readonly NtlmPerson[]): Html {
  return html`<div class="scroll"><table class="table"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${visit.t('User name')}</th><th scope="col">${visit.t('From')}</th>
<th scope="col" class="min-m">${visit.t('Program')}</th></tr></thead>
<tbody>${people.flatMap(({ user, places }) => places.map(place => placeRow(visit, user, place)))}</tbody></table></div>`
}

function placeRow(visit: Visit, user: NtlmPerson['user'], place: NtlmPerson['places'][number]): Html {
  const address = visit.to(routes.user.profile, { id: String(user.id) })
  return html`<tr><th scope="row"><a class="person" href="${address}">${avatar(fullName(user))}
<span>${user.username}</span></a></th>
<td>${place.computer && html`<code>${place.computer}</code> `}<code>${place.address}</code></td>
<td class="min-m muted small">${place.agent}</td></tr>
`
}
