import { type GistInList, type GistList, listGistsFor } from '#domain/gists.ts'
import { type Html, html } from '../html.ts'
import { askedPage } from '../page-of.ts'
import { page } from '../page.ts'
import { routes } from '../routes.ts'
import { gistMarks } from '../ui/gist.ts'
import { icon } from '../ui/icon.ts'
import { layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { fullName, person } from '../ui/person.ts'
import { innerTabs } from '../ui/tabs.ts'
import type { Visit } from '../visit.ts'

const size = 10

/** What everybody made public, or what one made oneself. */
export const gists = page(routes.gists.list, 'visitor', async visit => {
  const list = listAsked(visit)
  const number = askedPage(visit.query)
  const part = { list, offset: (number - 1) * size, limit: size + 1 }
  const found = await listGistsFor(visit.site, visit.visitor, part)
  const shown = found.slice(0, size)
  const to = (other: number) => visit.to(routes.gists.list, {}, { ...queries[list], page: other })
  return layout(visit, {
    title: visit.t('Gists'),
    current: 'gists',
    main: html`<div class="stack"><h1>${visit.t('Gists')}</h1>
${visit.visitor.kind === 'user' && tabs(visit, list)}
${shown.length === 0 ? none(visit) : listed(visit, shown)}
${pager(visit, { page: number, size, shown: shown.length, total: null, hasMore: found.length > size, to })}</div>`,
  })
})

/** Kallithea's words; strangers have nothing of their own. */
const queries = {
  all: {},
  'my public': { public: 1 },
  'my private': { private: 1 },
  mine: { public: 1, private: 1 },
} as const

function listAsked({ visitor, query }: Visit): GistList {
  if (visitor.kind !== 'user') return 'all'
  const [isPublic, isPrivate] = [query.get('public'), query.get('private')]
  if (isPublic && isPrivate) return 'mine'
  return isPrivate ? 'my private' : isPublic ? 'my public' : 'all'
}

function tabs(visit: Visit, list: GistList): Html {
  const tab = (of: GistList, text: string) => ({
    text,
    href: visit.to(routes.gists.list, {}, queries[of]),
    isHere: list === of,
  })
  return innerTabs(visit.t('Which gists'), [
    tab('all', visit.t('All public')),
    tab('my public', visit.t('My public')),
    tab('my private', visit.t('My private')),
  ])
}

function listed(visit: Visit, shown: readonly GistInList[]): Html {
  return html`<div class="box"><ul class="list">${shown.map(gist => item(visit, gist))}</ul></div>`
}

function item(visit: Visit, { row, owner }: GistInList): Html {
  const address = visit.to(routes.gists.show, { id: row.accessId })
  return html`<li>${icon(visit, row.kind === 'public' ? 'file-text' : 'lock')}<div class="grow">
<a href="${address}"><strong>${row.description.trim() || visit.t('gist {id}', { id: row.accessId })}</strong></a>
<div class="bar small">${owner && person(fullName(owner))}
<span class="muted">${gistMarks(visit, row)}</span></div></div></li>
`
}

function none(visit: Visit): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'file-text')}
<h2>${visit.t('There are no gists here')}</h2>
<p>${visit.t('A gist is a file or a few, put down to be shown to others.')}</p></div></div>`
}
