import type { Site } from '#domain/site.ts'
import type { Page } from '#web/page.ts'
import { pathOf } from '#web/route.ts'
import { tokenName } from '#web/ui/token-field.ts'
import { refusalFaults, shortened, sizeFaults } from './bad-answers.ts'
import { badFormTable, type FieldFate, type FormRow } from './bad-form-table.ts'
import { type BadKind, badKinds, badValues } from './bad-values.ts'
import { readState } from './database-state.ts'
import { readPage } from './html-tags.ts'
import { listForms } from './page-forms.ts'
import { pageName } from './page-name.ts'
import type { Answer, Client } from './web.ts'

/** One bad value in one field of a form whose other fields are good. */
export interface FormTrial {
  readonly page: Page
  readonly field: string
  readonly kind: BadKind
  readonly fate: FieldFate
}

/** All bad values in all fields of an action, by its row. */
export function listFormTrials(page: Page): readonly FormTrial[] {
  const { fields } = rowOf(page)
  return Object.entries(fields).flatMap(([field, fates]) =>
    badKinds.map(kind => ({ page, field, kind, fate: fates[kind] ?? fates.else })),
  )
}

/** Sends bad forms and looks at what comes back and at what was saved. */
export interface FormJudge {
  /** What is wrong, a sentence each. */
  try(trial: FormTrial): Promise<readonly string[]>
}

/** `has` is what the site has: parameters of addresses, and what `{name}` in a field stands for. */

export function makeFormJudge(
  { db, vcs }: Pick<Site, 'db' | 'vcs'>,
  client: Client,
  has: Readonly<Record<string, string>>,
): FormJudge {
  let number = 0
  let before: string | null = null
  return {
    async try({ page, field, kind, fate }) {
      const path = pathOf(page.route, has as never) // what every pattern may ask for
      const sent = { ...filled(rowOf(page).good, { ...has, number: String(++number) }), [field]: badValues[kind] }
      before ??= await readState(db)
      const started = vcs.runner.started()
      const answer = await send(client, path, sent)
      const after = await readState(db)
      const known = { path, answer, sent: decoded(sent), field, before, after, started: vcs.runner.started() - started }
      before = after
      return [...sizeFaults(answer), ...fateFaults(fate, known)].map(
        fault => `POST ${path} ${field}=${shortened(badValues[kind])}: ${fault}`,
      )
    },
  }
}

interface Outcome {
  readonly path: string
  readonly answer: Answer
  readonly sent: ReadonlyMap<string, string>
  readonly field: string
  readonly before: string
  readonly after: string
  readonly started: number
}

function fateFaults(fate: FieldFate, outcome: Outcome): readonly string[] {
  const { answer, sent, field, before, after, started } = outcome
  const value = JSON.stringify(sent.get(field) ?? '').slice(1, -1)
  const isDone = fate === 'saved' || fate === 'ignored'
  return [
    ...((isDone ? answer.status < 400 && !isTold(answer) : answer.status === (fate === 'shown again' ? 200 : fate))
      ? []
      : [`${answer.status}, but by the table it is ${fate}`]),
    ...(answer.status >= 400 ? refusalFaults(answer, started) : []),
    ...(!isDone && before !== after ? ['something was saved'] : []),
    ...(fate === 'saved' && !after.includes(value) ? ['it was not saved as it was sent'] : []),
    ...(fate === 'ignored' && value.length > 2 && !before.includes(value) && after.includes(value)
      ? ['it was saved']
      : []),
    ...(fate === 'shown again' && answer.status === 200 ? lossFaults(outcome) : []),
  ]
}

/** What was typed is in the form again, and what is wrong is said. */
function lossFaults({ path, answer, sent }: Outcome): readonly string[] {
  const form = listForms(readPage(answer.text).tags).find(each => each.method === 'post' && each.path === path)
  if (!form) return ['the form is not shown again']
  const lost = form.fields.filter(({ name, type, value }) => {
    if (!/^(text|email|search|checkbox)$/.test(type)) return false
    return type === 'checkbox' ? (value !== null) !== isYes(sent.get(name)) : value !== (sent.get(name) ?? '')
  })
  return [...lost.map(({ name }) => `${name} is lost`), ...(isTold(answer) ? [] : ['nobody is told what is wrong'])]
}

function isYes(word = ''): boolean {
  return /^(true|on|1|yes|y|t)$/i.test(word)
}

function isTold({ text }: Answer): boolean {
  return /class="error"|class="notice bad"/.test(text)
}

async function send(client: Client, path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const { text } = await client.ask('/_admin/session_csrf_secret_token')
  const body = Object.entries({ ...fields, [tokenName]: text }).map(([name, value]) => `${name}=${value}`)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'identity' }
  return client.ask(path, { method: 'POST', headers, body: body.join('&') })
}

/** Good values are written as they are, bad ones as they stand in a form: both are encoded from here on. */
function filled(good: FormRow['good'], has: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(good).map(([name, value]) => [
      name,
      encodeURIComponent(value.replace(/\{(\w+)\}/g, (_, what: string) => has[what] ?? '')),
    ]),
  )
}

function rowOf(page: Page): FormRow {
  return badFormTable[pageName(page)] ?? { good: {}, fields: {} }
}

function decoded(sent: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    new URLSearchParams(
      Object.entries(sent)
        .map(([name, value]) => `${name}=${value}`)
        .join('&'),
    ),
  )
}
