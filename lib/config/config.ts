import { Problem } from '#std/problem.ts'
import { mistakeAt, mistakeIn } from './checks.ts'
import type { Environment } from './environment.ts'
import type { Mistake } from './ini-text.ts'
import { type IssueLink, readIssueLinks } from './issue-links.ts'
import { type Levels, readLevels } from './levels.ts'
import { mailSettings } from './mail-settings.ts'
import { readFallbacks } from './old-names.ts'
import { type ProxyPrefix, readProxyPrefix } from './proxy-prefix.ts'
import { sessionSettings } from './session-settings.ts'
import type { Setting, Values } from './setting.ts'
import { settings } from './settings.ts'
import { readSources, type Sources } from './sources.ts'
import { sshSettings } from './ssh-settings.ts'

export type { IssueLink, Mistake }

/** What the ini file and the environment say. Nothing in it changes while the server runs. */
export interface Config extends Values<typeof settings>, ProxyPrefix {
  /** The ini file, and the folder it is in. */
  readonly file: string
  readonly here: string
  /** Seconds to wait while another process writes to the database. */
  readonly databaseTimeout: number
  readonly session: Values<typeof sessionSettings>
  readonly mail: Values<typeof mailSettings>
  readonly ssh: Values<typeof sshSettings>
  readonly issueLinks: readonly IssueLink[]
  /** Settings of the database that an old file names: they count while the database has no row for them. */
  readonly fallbackSettings: ReadonlyMap<string, string>
  readonly levels: Levels
}

export interface Loaded {
  readonly config: Config
  /** Sentences for whoever starts the server: what has no effect. */
  readonly notes: readonly string[]
}

/** Reads Kallithea's ini file. All its mistakes together are one Problem, with `mistakes` in its facts. */
export function loadConfig(file: string, environment: Environment): Loaded {
  const sources = readSources(file, environment)
  const { app, sections, place } = sources
  const filter = readProxyPrefix(sections, app.get('filter-with'), place)
  const levels = readLevels(sections)
  const issues = readIssueLinks(app)
  const timeout = readDatabaseTimeout(sources)
  const mistakes = [...sources.mistakes, ...filter.mistakes, ...levels.mistakes, ...timeout.mistakes]
  const config: Config = {
    ...readTable(settings),
    ...filter.proxyPrefix,
    ...place,
    databaseTimeout: timeout.seconds,
    session: readTable(sessionSettings),
    mail: readTable(mailSettings),
    ssh: readTable(sshSettings),
    issueLinks: Object.freeze(issues.links),
    fallbackSettings: readFallbacks(app),
    levels: Object.freeze(levels.levels),
  }
  if (mistakes.length > 0) {
    const facts = { file: place.file, mistakes: inOrder(mistakes) }
    throw new Problem('invalid', 'the configuration has mistakes', facts)
  }
  return { config: Object.freeze(config), notes: [...sources.notes, ...filter.notes, ...issues.notes] }

  function readTable<Table extends Readonly<Record<string, Setting>>>(table: Table): Values<Table> {
    const values = Object.entries(table).map(([name, setting]) => [name, readSetting(setting)])
    return Object.freeze(Object.fromEntries(values)) as Values<Table> // each value was read by its own setting
  }

  function readSetting(setting: Setting): unknown {
    const entry = entryOf(sources, setting)
    if (!entry) {
      const { section, key } = setting
      const isTold = mistakes.some(mistake => mistake.key === key) // there it is, but it cannot be read
      if (setting.required && !isTold) mistakes.push({ section, key, line: null, what: 'is missing' })
      return setting.initial
    }
    const found = mistakeIn(entry, text => setting.read(text))
    mistakes.push(...found)
    return found.length > 0 ? setting.initial : setting.read(entry.value.trim())
  }
}

function entryOf({ app, server, overrides }: Sources, { section, key }: Pick<Setting, 'section' | 'key'>) {
  return overrides.get(key) ?? (section === 'server:main' ? server : app).get(key)
}

/** What Python's own driver waits. */
const usualTimeout = 5

function readDatabaseTimeout(sources: Sources): { readonly seconds: number; readonly mistakes: readonly Mistake[] } {
  const entry = entryOf(sources, { section: 'app:main', key: 'sqlalchemy.url' })
  if (!entry?.value) return { seconds: usualTimeout, mistakes: [] }
  if (!/^[a-z]\w*(?:\+\w+)?:\/\//i.test(entry.value)) {
    return { seconds: usualTimeout, mistakes: [mistakeAt(entry, 'is no address of a database')] }
  }
  const timeout = /[?&]timeout=([^&]*)/.exec(entry.value)?.[1] ?? String(usualTimeout)
  if (/^\d{1,6}(?:\.\d+)?$/.test(timeout)) return { seconds: Number(timeout), mistakes: [] }
  return { seconds: usualTimeout, mistakes: [mistakeAt(entry, 'its timeout must be a number of seconds')] }
}

/** By line, each once: what stands in [DEFAULT] is met by every section. */
function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  const once = new Map(mistakes.map(mistake => [JSON.stringify(mistake), mistake]))
  return [...once.values()].toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || 0)
}
