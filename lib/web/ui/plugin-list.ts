import type { PluginField, PluginOnPage } from '#domain/authentication.ts'
import { type Html, html } from '../html.ts'
import { enabledField } from '../plugin-form.ts'
import type { Visit } from '../visit.ts'
import { checkInput, textInput } from './field.ts'
import { icon } from './icon.ts'

/** Sentences by the name of the field. */
type Mistakes = ReadonlyMap<string, string>

const words: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  internal: {
    title: 'Local accounts',
    about: 'Passwords kept here, for service accounts and the first administrator.',
  },
  container: {
    title: 'Windows sign-on',
    about: 'The name that IIS or a trusted proxy has verified. Kallithea calls it “container”.',
  },
  ldap: { title: 'LDAP', about: 'Password against a directory.' },
  crowd: { title: 'Crowd', about: 'Password against an Atlassian Crowd server.' },
  pam: { title: 'PAM', about: 'Password of the operating system, on Linux alone.' },
}

/** The ways to sign in, in the order in which they are tried, each with its switch and its settings. */
export function pluginList(visit: Visit, plugins: readonly PluginOnPage[], mistakes: Mistakes): Html {
  const listed = plugins.filter(plugin => plugin.listed)
  return html`${summaryOf(visit, mistakes)}
<input type="hidden" name="auth_plugins" value="${listed.map(({ module }) => module).join(',')}">
<div class="box"><ol class="steps">
${plugins.map((plugin, index) => step(visit, plugin, { number: index + 1, last: listed.length, mistakes }))}
</ol></div>`
}

interface Place {
  readonly number: number
  readonly last: number
  readonly mistakes: Mistakes
}

function step(visit: Visit, plugin: PluginOnPage, place: Place): Html {
  const about = words[plugin.name]?.about ?? ''
  return html`<li><span class="muted mono" aria-hidden="true">${plugin.listed ? place.number : '·'}</span>
<div class="grow stack tight"><div class="bar">
${plugin.available ? enabledSwitch(visit, plugin) : titled(visit, plugin)}
${state(visit, plugin)}${plugin.listed && place.last > 1 && arrows(visit, plugin, place)}</div>
<p>${visit.t(about)}</p>
${settings(visit, plugin, place.mistakes)}</div></li>
`
}

function titled(visit: Visit, plugin: PluginOnPage): Html {
  return html`<span><strong>${titleOf(visit, plugin)}</strong></span>`
}

function titleOf(visit: Visit, { name, title }: PluginOnPage): string {
  return visit.t(words[name]?.title ?? title)
}

function enabledSwitch(visit: Visit, plugin: PluginOnPage): Html {
  const name = enabledField(plugin)
  return html`<label class="check"><input type="checkbox" name="${name}" value="True"${
    plugin.inForce && html` checked`
  }>${titled(visit, plugin)}</label>`
}

function state(visit: Visit, { available, inForce }: PluginOnPage): Html {
  const [sign, tone, text] = inForce
    ? ['circle-check', ' ok', visit.t('On')]
    : ['circle', '', available ? visit.t('Off') : visit.t('Not in this version yet')]
  return html`<span class="state${tone}">${icon(visit, sign)}<span>${text}</span></span>`
}

function arrows(visit: Visit, plugin: PluginOnPage, { number, last }: Place): Html {
  const title = titleOf(visit, plugin)
  return html`<div class="bar end">
${arrow(visit, plugin, { way: 'up', label: visit.t('Move {title} up', { title }), isOff: number === 1 })}
${arrow(visit, plugin, { way: 'down', label: visit.t('Move {title} down', { title }), isOff: number === last })}</div>`
}

interface Arrow {
  readonly way: 'up' | 'down'
  readonly label: string
  readonly isOff: boolean
}

function arrow(visit: Visit, { module }: PluginOnPage, { way, label, isOff }: Arrow): Html {
  return html`<button class="button little" type="submit" name="${way}" value="${module}" aria-label="${label}"${
    isOff && html` disabled`
  }>${icon(visit, `arrow-${way}`)}</button>`
}

function settings(visit: Visit, plugin: PluginOnPage, mistakes: Mistakes): Html | null {
  const fields = plugin.fields.filter(({ name }) => name !== enabledField(plugin))
  if (fields.length === 0) return null
  const isOpen = fields.some(({ name }) => mistakes.has(name))
  return html`<details class="fold"${isOpen && html` open`}><summary>${visit.t('Settings')}</summary>
<div class="stack">${fields.map(field => settingInput(visit, field, mistakes.get(field.name)))}</div></details>`
}

function settingInput(visit: Visit, { name, setting, value }: PluginField, mistake: string | undefined): Html {
  const shown = visit.form.has('auth_plugins') ? (visit.form.get(name) ?? '') : value
  const said = { name, label: visit.t(setting.label), hint: visit.t(setting.help) }
  if (setting.kind === 'bool') return checkInput({ ...said, isChecked: /^(true|on|1|yes|y|t)$/i.test(shown) })
  return textInput(visit, { ...said, value: shown, error: mistake && visit.t(mistake) })
}

function summaryOf(visit: Visit, mistakes: Mistakes): Html | null {
  if (mistakes.size === 0) return null
  return html`<div class="notice bad" tabindex="-1" autofocus>${icon(visit, 'circle-alert')}<div class="grow">
<strong>${visit.t('Nothing was saved.')}</strong>
<ul>${[...mistakes].map(([name, text]) => html`<li><a href="#${name}">${visit.t(text)}</a></li>`)}</ul></div></div>`
}
