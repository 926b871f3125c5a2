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
  const { name, autocomplete } = input
  return html`<div class="field"><label for="${name}">${input.label}</label>
<input id="${name}" name="${name}" type="${input.type ?? 'text'}" value="${input.value ?? ''}"${
    autocomplete && html` autocomplete="${autocomplete}"`
  }${input.isReadOnly && html` readonly`}${state(input)}>
${explanation(visit, input)}</div>`
}

/** The same for what may have several lines. */
export function textArea(visit: Visit, input: Omit<TextInput, 'type' | 'autocomplete' | 'isReadOnly'>): Html {
  const { name } = input
  return html`<div class="field"><label for="${name}">${input.label}</label>
<textarea id="${name}" name="${name}" rows="4" spellcheck="false" autocomplete="off"${state(input)}>
${input.value}</textarea>
${explanation(visit, input)}</div>`
}

function state({ name, error, hint, isFirst }: TextInput): Html {
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return html`${isFirst && html` autofocus`}${error && html` aria-invalid="true"`}${
    described && html` aria-describedby="${described}"`
  }`
}

function explanation(visit: Visit, { name, error, hint }: TextInput): Html {
  return html`${error && fieldError(visit, name, error)}${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}`
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
