import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

interface TextInput {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'password' | 'email'
  readonly value?: string
  readonly error?: string
  readonly hint?: string
  readonly autocomplete?: string
  /** Has the cursor when the page opens. */
  readonly isFirst?: boolean
  /** Shown, and not to be changed here. */
  readonly isReadOnly?: boolean
}

/** Label, input, what is wrong with it, what it means; tied together for those who hear the page. */
export function textInput(visit: Visit, input: TextInput): Html {
  const { name, error, hint, autocomplete } = input
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return html`<div class="field"><label for="${name}">${input.label}</label>
<input id="${name}" name="${name}" type="${input.type ?? 'text'}" value="${input.value ?? ''}"${
    autocomplete && html` autocomplete="${autocomplete}"`
  }${input.isFirst && html` autofocus`}${input.isReadOnly && html` readonly`}${error && html` aria-invalid="true"`}${
    described && html` aria-describedby="${described}"`
  }>
${error && fieldError(visit, name, error)}${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}</div>`
}

export function fieldError(visit: Visit, name: string, error: string): Html {
  return html`<p class="error" id="${name}-error">${icon(visit, 'circle-alert')} ${error}</p>`
}

interface CheckInput {
  readonly name: string
  readonly label: string
  readonly isChecked: boolean
  readonly hint?: string
}

export function checkInput({ name, label, isChecked, hint }: CheckInput): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="True"${isChecked && html` checked`}>
<span>${label}${hint && html` <span class="hint muted small">${hint}</span>`}</span></label>`
}
