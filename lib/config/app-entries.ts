import type { Entry, Mistake, Sections } from './ini-text.ts'
import { interpolate, type Place } from './interpolation.ts'

/**
 * What the application is told, as PasteDeploy puts it together: [DEFAULT], above it [app:main], in which
 * `get x = y` takes y from [DEFAULT] and `set x = value` wins over everything.
 */
export function readAppEntries(
  sections: Sections,
  place: Place,
): { readonly entries: ReadonlyMap<string, Entry>; readonly mistakes: readonly Mistake[] } {
  const { entries: all, mistakes: bad } = interpolate(sections, 'app:main', place)
  const defaults = interpolate(sections, 'DEFAULT', place).entries
  const mistakes = [...bad]
  const entries = new Map<string, Entry>()
  const set = new Map<string, Entry>()
  const got: Entry[] = []
  for (const entry of all.values()) {
    const [, verb, key] = /^(get|set)\s+(\S.*)$/.exec(entry.key) ?? []
    if (key === undefined) entries.set(entry.key, entry)
    else if (verb === 'set') set.set(key, { ...entry, key })
    else got.push({ ...entry, key })
  }
  for (const { section, key, line, value } of got) {
    const found = set.get(value) ?? defaults.get(value)
    if (found) entries.set(key, { section, key, line, value: found.value })
    else mistakes.push({ section, key: `get ${key}`, line, what: `[DEFAULT] has no key ${value}` })
  }
  return { entries: new Map([...entries, ...set]), mistakes }
}
