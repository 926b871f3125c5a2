import {
  isOn,
  knownPlugins,
  moduleOf,
  nameOfModule,
  namesOfModules,
  readDomains,
  type PluginSetting,
  settingsOf,
} from '#auth/auth.ts'
import { transaction } from '#db/database.ts'
import { saveSetting } from '#db/settings.ts'
import { readSettings } from './settings.ts'
import type { Site } from './site.ts'
import { unseen } from './user-rules.ts'

/** One of Kallithea's plugins, as the page shows it. */
export interface PluginOnPage {
  readonly name: string
  readonly title: string
  /** What stands in the list `auth_plugins`. */
  readonly module: string
  readonly listed: boolean
  /** Listed and switched on. */
  readonly inForce: boolean
  /** False: known, kept in the list, but lets nobody in yet. */
  readonly available: boolean
  readonly fields: readonly PluginField[]
}

export interface PluginField {
  /** Of the form field and of the row: `auth_container_header`. */
  readonly name: string
  readonly setting: PluginSetting
  /** What is stored, else what the form offers. */
  readonly value: string
}

/** Kallithea's plugins: those that are listed, in their order, then the others. */
export async function listPlugins(site: Pick<Site, 'db' | 'config'>): Promise<readonly PluginOnPage[]> {
  const settings = await readSettings(site)
  const listed = namesOfModules(settings.authPlugins)
  const place = (name: string) => (listed.includes(name) ? listed.indexOf(name) : listed.length)
  const inOrder = [...knownPlugins].toSorted((a, b) => place(a.name) - place(b.name))
  return inOrder.map(({ name, title, plugin }) => ({
    name,
    title,
    module: moduleOf(name),
    listed: listed.includes(name),
    inForce: plugin !== null && listed.includes(name) && isOn(settings.row(`auth_${name}_enabled`)),
    available: plugin !== null,
    fields: fieldsOf(name).map(field => ({ ...field, value: settings.row(field.name) ?? field.setting.initial })),
  }))
}

/** Whether the list of domains lets somebody of this full name sign on. */
export async function mayDomainSignOn(site: Pick<Site, 'db' | 'config'>, fullName: string): Promise<boolean> {
  const { row } = await readSettings(site)
  const domains = { domains: row('auth_container_domains'), domain_names: row('auth_container_domain_names') }
  return readDomains(domains).mayEnter(fullName)
}

/** Sentences by the name of the field; none when everything was saved. */
export type Mistakes = ReadonlyMap<string, string>

/**
 * Saves the list and the settings of the plugins in it, as Kallithea's own form does: no types, switches as True and
 * False. The settings of a plugin that was not listed before count only where the form had them; so do those of ours,
 * since Kallithea's own form would open what it does not know.
 */
export async function saveAuthentication(site: Pick<Site, 'db' | 'config'>, form: URLSearchParams): Promise<Mistakes> {
  const { names, mistake } = readList(form.getAll('auth_plugins').join(','))
  const before = namesOfModules((await readSettings(site)).authPlugins)
  const fields = names.flatMap(name => {
    const own = fieldsOf(name)
    const sent = (isOurs: boolean) =>
      own.some(field => form.has(field.name) && isOurs === (field.setting.isOurs ?? false))
    if (!before.includes(name) && !sent(false) && !sent(true)) return []
    return own.filter(({ setting }) => !setting.isOurs || sent(true))
  })
  const mistakes = new Map(mistake ? [['auth_plugins', mistake]] : [])
  for (const { name, setting } of fields) {
    const sentence = mistakeOf(setting, valueIn(form, name, setting))
    if (sentence) mistakes.set(name, sentence)
  }
  if (mistakes.size > 0) return mistakes
  await transaction(site.db, async tx => {
    await saveSetting(tx, 'auth_plugins', names.map(moduleOf).join(','))
    for (const { name, setting } of fields) await saveSetting(tx, name, valueIn(form, name, setting))
  })
  return mistakes
}

function fieldsOf(plugin: string): readonly { readonly name: string; readonly setting: PluginSetting }[] {
  const known = knownPlugins.find(({ name }) => name === plugin)?.plugin
  return known ? settingsOf(known).map(setting => ({ name: `auth_${plugin}_${setting.key}`, setting })) : []
}

function readList(text: string): { readonly names: readonly string[]; readonly mistake: string | null } {
  const modules = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  const names = modules.map(module => nameOfModule(module) ?? nameOfModule(moduleOf(module)))
  const known = names.filter(name => name !== null)
  const unknown = modules.filter((_, index) => names[index] === null)
  if (modules.length === 0) return { names: known, mistake: 'At least one plugin must be listed.' }
  if (unknown.length > 0) return { names: known, mistake: `There is no plugin called ${unknown.join(', ')}.` }
  if (new Set(known).size < known.length) return { names: known, mistake: 'A plugin is listed twice.' }
  return { names: known, mistake: null }
}

function valueIn(form: URLSearchParams, name: string, { kind }: PluginSetting): string {
  const value = (form.get(name) ?? '').trim()
  return kind === 'text' ? value : isOn(value) ? 'True' : 'False'
}

function mistakeOf({ required, mistakeIn }: PluginSetting, value: string): string | null {
  if (required && value === '') return 'Please enter a value.'
  if (/\p{Cc}/u.test(value)) return unseen
  const mistake = mistakeIn?.(value)
  if (mistake) return mistake
  return value.length > 4096 ? 'This is longer than can be stored.' : null
}
