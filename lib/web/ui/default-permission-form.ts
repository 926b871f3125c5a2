import { type DefaultPermission, defaultPermissions } from '#domain/default-permissions.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { selectInput } from './choice-field.ts'
import { checkInput } from './field.ts'
import { type Mistakes, mistakeSummary } from './mistakes.ts'
import { tokenField } from './token-field.ts'

interface Shown {
  readonly anonymous: boolean
  /** By the name of the field. */
  readonly values: ReadonlyMap<string, string>
  readonly mistakes: Mistakes
}

/** What everybody may do, and whether that counts for what is there already. */
export function defaultPermissionForm(visit: Visit, shown: Shown): Html {
  return html`${mistakeSummary(visit, shown.mistakes)}
<form class="stack" method="post" action="${visit.to(routes.admin.permissions, {})}">${tokenField(visit)}
<fieldset class="stack tight"><legend class="hidden">${visit.t('Without signing in')}</legend>
${checkInput({
  name: 'anonymous',
  label: visit.t('Anonymous access'),
  isChecked: shown.anonymous,
  hint: visit.t('Whoever has not signed in may look at what everybody may read. Off: everybody must sign in first.'),
})}</fieldset>
${section(visit, 'new-things', visit.t('What everybody may do with new things'), withOverwrite(true), shown)}
${section(visit, 'making', visit.t('What everybody may make, and who comes in'), withOverwrite(false), shown)}
<div class="bar"><button class="button primary" type="submit">${visit.t('Save')}</button>
<span class="muted small">${visit.t('Takes effect at once. Permissions only add up: nobody can have less than this.')}
</span></div></form>`
}

function withOverwrite(has: boolean): readonly DefaultPermission[] {
  return defaultPermissions.filter(({ overwrites }) => Boolean(overwrites) === has)
}

function section(
  visit: Visit,
  id: string,
  title: string,
  permissions: readonly DefaultPermission[],
  shown: Shown,
): Html {
  return html`<section class="box" aria-labelledby="${id}"><header><h2 id="${id}">${title}</h2></header>
<div class="body stack">${permissions.map(permission => field(visit, permission, shown))}</div></section>`
}

function field(visit: Visit, permission: DefaultPermission, { values, mistakes }: Shown): Html {
  const { name, label, help, choices, overwrites } = permission
  const mistake = mistakes.get(name)
  const select = selectInput(visit, {
    name,
    label: visit.t(label),
    hint: visit.t(help),
    value: values.get(name) ?? '',
    choices: choices.map(choice => ({ value: choice.permission, label: visit.t(choice.label) })),
    ...(mistake && { error: visit.t(mistake), isFirst: mistakes.size === 1 }),
  })
  if (!overwrites) return select
  const isChecked = visit.form.has(overwrites.name)
  return html`<div class="stack tight">${select}
${checkInput({ name: overwrites.name, label: visit.t(overwrites.label), isChecked })}</div>`
}
