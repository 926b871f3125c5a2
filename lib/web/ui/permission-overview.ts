import type { LevelOn, PermissionOverview } from '#domain/permission-overview.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

/** All that somebody may do, the most first; what is closed to him is folded away. */
export function permissionOverview(visit: Visit, overview: PermissionOverview): Html {
  return html`<section class="box" aria-labelledby="global"><header><h2 id="global">${visit.t('Global')}</h2></header>
<ul class="list">${overview.global.map(
    name => html`<li><div class="bar grow"><span class="grow">${visit.t(sentences[name] ?? name)}</span>
<code class="muted small">${name}</code></div></li>
`,
  )}</ul></section>
${section(visit, {
  id: 'repositories',
  title: visit.t('Repositories'),
  rows: overview.repositories,
  link: name => visit.to(routes.repository.summary, { repository: name }),
})}
${section(visit, {
  id: 'groups',
  title: visit.t('Repository groups'),
  rows: overview.groups,
  link: name => visit.to(routes.group.show, { group: name }),
})}
${section(visit, { id: 'user-groups', title: visit.t('User groups'), rows: overview.userGroups, link: null })}`
}

interface Section {
  readonly id: string
  readonly title: string
  readonly rows: readonly LevelOn[]
  readonly link: ((name: string) => string) | null
}

function section(visit: Visit, { id, title, rows, link }: Section): Html {
  const open = rows.filter(({ level }) => level !== 'none')
  const closed = rows.filter(({ level }) => level === 'none')
  return html`<section class="box" aria-labelledby="${id}"><header><h2 id="${id}">${title}
<span class="count">${open.length}</span></h2></header>
${open.length > 0 && levelTable(visit, { title, rows: open, link })}
${open.length === 0 && html`<p class="body muted">${visit.t('Nothing.')}</p>`}
${
  closed.length > 0 &&
  html`<details class="body fold"><summary>${visit.t('No access: {count}', { count: closed.length })}</summary>
<ul class="list plain">${closed.map(row => html`<li>${nameOf(visit, row, link)}</li>`)}</ul></details>`
}</section>`
}

function levelTable(visit: Visit, { title, rows, link }: Omit<Section, 'id'>): Html {
  return html`<div class="scroll"><table class="table"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${visit.t('Name')}</th><th scope="col">${visit.t('Level')}</th></tr></thead>
<tbody>${rows.map(
    row => html`<tr><th scope="row">${nameOf(visit, row, link)}</th>
<td class="fit"><span class="label ${tones[row.level]}">${visit.t(row.level)}</span></td></tr>
`,
  )}</tbody></table></div>`
}

function nameOf(visit: Visit, row: LevelOn, link: Section['link']): Html {
  return html`${link ? html`<a href="${link(row.name)}">${row.name}</a>` : row.name}${
    row.private && html` <span class="label">${icon(visit, 'lock')}${visit.t('private')}</span>`
  }`
}

const tones: Readonly<Record<LevelOn['level'], string>> = { none: '', read: 'ok', write: 'info', admin: 'warn' }

const sentences: Readonly<Record<string, string>> = {
  'hg.admin': 'Is an administrator and may do everything',
  'repository.none': 'New repositories: no access',
  'repository.read': 'New repositories: read',
  'repository.write': 'New repositories: write',
  'repository.admin': 'New repositories: admin',
  'group.none': 'New repository groups: no access',
  'group.read': 'New repository groups: read',
  'group.write': 'New repository groups: write',
  'group.admin': 'New repository groups: admin',
  'usergroup.none': 'New user groups: no access',
  'usergroup.read': 'New user groups: read',
  'usergroup.write': 'New user groups: write',
  'usergroup.admin': 'New user groups: admin',
  'hg.usergroup.create.false': 'May not make user groups',
  'hg.usergroup.create.true': 'May make user groups',
  'hg.create.none': 'May not make repositories at the top level',
  'hg.create.repository': 'May make repositories at the top level',
  'hg.fork.none': 'May not fork',
  'hg.fork.repository': 'May fork',
  'hg.register.none': 'Nobody can register',
  'hg.register.manual_activate': 'Registration, with an administrator’s word',
  'hg.register.auto_activate': 'Registration, let in at once',
  'hg.extern_activate.manual': 'Accounts from outside wait for an administrator',
  'hg.extern_activate.auto': 'Accounts from outside are let in at once',
}
