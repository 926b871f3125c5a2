import type { UserRow } from '#db/users.ts'
import type { ManagedField } from '#domain/managed-fields.ts'
import { textField } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { textInput } from './field.ts'
import type { Mistakes } from './mistakes.ts'

export const factFields = {
  username: textField({ trim: true }),
  firstname: textField({ trim: true }),
  lastname: textField({ trim: true }),
  email: textField({ trim: true }),
}

interface FactInputs {
  /** null for one that is to be made. */
  readonly user: UserRow | null
  readonly managed: readonly ManagedField[]
  readonly mistakes: Mistakes
}

/** What somebody is called and how he is reached; what is decided elsewhere is shown and not changed. */
export function factInputs(visit: Visit, form: FactInputs): readonly Html[] {
  const { user } = form
  const facts = [
    { name: 'username', label: visit.t('User name'), stored: user?.username ?? '', hint: nameHint(visit, user) },
    { name: 'firstname', label: visit.t('First name'), stored: user?.firstName ?? '' },
    { name: 'lastname', label: visit.t('Last name'), stored: user?.lastName ?? '' },
    { name: 'email', label: visit.t('E-mail'), stored: user?.email ?? '' },
  ] as const
  return facts.map(fact => {
    const isReadOnly = form.managed.includes(fact.name)
    const hint = isReadOnly
      ? visit.t('Decided by where the account comes from; it is brought up to date at sign-on.')
      : ''
    return html`${textInput(visit, {
      ...fact,
      type: 'text', // a browser's own idea of an address would keep back what is to be answered here
      value: isReadOnly ? fact.stored : typed(visit, fact.name, fact.stored),
      isReadOnly,
      autocomplete: 'off',
      ...errorOf(visit, form.mistakes, fact.name),
      hint: [('hint' in fact && fact.hint) || '', hint].filter(Boolean).join(' '),
    })}
`
  })
}

function nameHint(visit: Visit, user: UserRow | null): string {
  return user ? '' : visit.t('Latin letters, digits, hyphens, underscores and dots.')
}

function typed(visit: Visit, name: string, stored: string): string {
  return visit.form.size > 0 ? (visit.form.get(name) ?? '') : stored
}

/** What is wrong with an input; the only wrong one gets the cursor. */
export function errorOf(
  visit: Visit,
  mistakes: Mistakes,
  name: string,
): { readonly error?: string; readonly isFirst?: boolean } {
  const mistake = mistakes.get(name)
  return mistake === undefined ? {} : { error: visit.t(mistake), isFirst: mistakes.size === 1 }
}
