import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { checkInput, fieldError } from './field.ts'

interface SelectInput {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly error?: string
  readonly hint?: string
  /** Has the focus when the page opens. */
  readonly isFirst?: boolean
}

/** One of a few. */
export function selectInput(visit: Visit, { name, label, value, choices, error, hint, isFirst }: SelectInput): Html {
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}"${isFirst && html` autofocus`}${error && html` aria-invalid="true"`}${
    described && html` aria-describedby="${described}"`
  }>
${choices.map(
  choice => html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>
`,
)}</select>
${error && fieldError(visit, name, error)}${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}</div>`
}

interface CheckField {
  readonly name: string
  readonly label: string
  readonly isChecked: boolean
  readonly hint?: string
  readonly error?: string
  /** Has the focus when the page opens. */
  readonly isFirst?: boolean
}

/** Yes or no, and what is wrong with it. */
export function checkField(visit: Visit, { error, isFirst, ...input }: CheckField): Html {
  if (!error) return checkInput(input)
  return html`<div class="field" id="${input.name}" tabindex="-1"${isFirst && html` autofocus`}>${checkInput(input)}
${fieldError(visit, input.name, error)}</div>`
}
