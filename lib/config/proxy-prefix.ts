import type { Entry, Mistake, Sections } from './ini-text.ts'
import { interpolate, type Place } from './interpolation.ts'
import { readBool } from './setting.ts'

export interface ProxyPrefix {
  /** '' or `/scm`: where a proxy mounts the site. */
  readonly prefix: string
  /** Whether what the proxy says of host, address and scheme counts. */
  readonly translateForwardedServer: boolean
}

const none: ProxyPrefix = { prefix: '', translateForwardedServer: false }

/** The filter of `filter-with`, if it is Paste's prefix. */
export function readProxyPrefix(
  sections: Sections,
  filterWith: Entry | undefined,
  place: Place,
): { readonly proxyPrefix: ProxyPrefix; readonly mistakes: readonly Mistake[]; readonly notes: readonly string[] } {
  if (!filterWith) return { proxyPrefix: none, mistakes: [], notes: [] }
  const name = `filter:${filterWith.value}`
  const { section, key, line } = filterWith
  if (!sections.has(name)) {
    const what = `there is no section [${name}]`
    return { proxyPrefix: none, mistakes: [{ section, key, line, what }], notes: [] }
  }
  const { entries, mistakes } = interpolate(sections, name, place)
  const use = entries.get('use')?.value ?? ''
  if (use !== '' && !use.endsWith('#prefix')) {
    const at = entries.get('use')?.line
    const note = `[${name}] (line ${at}) has no effect: only the filter egg:PasteDeploy#prefix is known`
    return { proxyPrefix: none, mistakes, notes: [note] }
  }
  const prefix = (entries.get('prefix')?.value ?? '').replace(/^\/*/, '/').replace(/\/+$/, '')
  const translate = entries.get('translate_forwarded_server')
  try {
    const translateForwardedServer = translate ? readBool(translate.value) : true
    return { proxyPrefix: { prefix, translateForwardedServer }, mistakes, notes: [] }
  } catch (error) {
    if (!translate || !(error instanceof SyntaxError)) throw error
    const mistake = { section: name, key: translate.key, line: translate.line, what: error.message }
    return { proxyPrefix: none, mistakes: [...mistakes, mistake], notes: [] }
  }
}
