import type { Entry } from './ini-text.ts'
import { allSettings } from './known-keys.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Names the ini file itself: what has this name overrides no key. */
const reserved = 'KALLITHEA_INI'

/** `session.timeout` is KALLITHEA_SESSION_TIMEOUT. */
export function environmentName(key: string): string {
  return `KALLITHEA_${key.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`
}

/** What the environment overrides, by key. Values stand for themselves; empty ones override nothing. */
export function readEnvironment(environment: Environment): {
  readonly entries: ReadonlyMap<string, Entry>
  readonly notes: readonly string[]
} {
  const keys = new Map(allSettings.map(({ key }) => [environmentName(key), key]))
  const entries = new Map<string, Entry>()
  const notes: string[] = []
  for (const [name, value] of Object.entries(environment)) {
    const upper = name.toUpperCase() // Windows keeps the letters in which somebody wrote a name
    if (!upper.startsWith('KALLITHEA_') || upper === reserved || !value) continue
    const key = keys.get(upper)
    if (key) entries.set(key, { section: 'environment', key: name, value, line: 0 })
    else notes.push(`the environment has ${name}, which is no setting`)
  }
  return { entries, notes }
}
