import type { Entry, Mistake, Sections } from './ini-text.ts'
import { idleSwitches, isKnownKey, isKnownSection } from './known-keys.ts'
import { readBool } from './setting.ts'

/** Mistakes that no setting finds. */
export function checkApp(sections: Sections, entries: ReadonlyMap<string, Entry>): readonly Mistake[] {
  if (!sections.has('app:main')) return [{ section: 'app:main', key: null, line: null, what: 'is missing' }]
  const switches = [...idleSwitches, 'debug'].flatMap(key => entries.get(key) ?? [])
  const mistakes = switches.flatMap(entry => mistakeIn(entry, readBool))
  const use = entries.get('use')
  if (!use?.value.startsWith('config:')) return mistakes
  return [...mistakes, mistakeAt(use, 'other files are not read: put what they say into this one')]
}

/** A setting that its reader refused. */
export function mistakeIn(entry: Entry, read: (text: string) => unknown): readonly Mistake[] {
  try {
    read(entry.value.trim())
    return []
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return [mistakeAt(entry, error.message)]
  }
}

export function mistakeAt({ section, key, line }: Entry, what: string): Mistake {
  return { section, key, line: line || null, what }
}

/** What is not Kallithea's and not ours: said, and left alone. */
export function listUnknown(sections: Sections, entries: ReadonlyMap<string, Entry>): readonly string[] {
  const used = usedNames(sections)
  const keys = [...entries]
    .filter(([key, { section }]) => !isKnownKey(key) && !(section === 'DEFAULT' && used.has(key)))
    .map(([, entry]) => entry)
  const names = [...sections.keys()].filter(name => !isKnownSection(name))
  return [
    ...names.map(name => `[${name}] is no section that is known here`),
    ...keys.map(({ section, key, line }) => `[${section}] ${key} (line ${line}) is not known here and has no effect`),
    ...celeryNotes(entries),
  ]
}

/** Keys that others are made of: `%(name)s`, `get x = name`. */
function usedNames(sections: Sections): ReadonlySet<string> {
  const all = [...sections.values()].flatMap(section => [...section.values()])
  return new Set(
    all.flatMap(({ key, value }) => [
      ...[...value.matchAll(/%\(([^)]+)\)s/g)].map(match => match[1] ?? ''),
      ...(key.startsWith('get ') ? [value] : []),
    ]),
  )
}

function celeryNotes(entries: ReadonlyMap<string, Entry>): readonly string[] {
  const entry = entries.get('use_celery')
  const isOn = entry && /^\s*(?:true|yes|on|y|t|1)\s*$/i.test(entry.value)
  return isOn ? [`[${entry.section}] use_celery (line ${entry.line}) has no effect: jobs run in this server`] : []
}
