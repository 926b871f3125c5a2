import path from 'node:path'
import { readAppEntries } from './app-entries.ts'
import { checkApp, listUnknown } from './checks.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { readIniFile } from './ini-file.ts'
import { type Entry, type Mistake, readIniText, type Sections } from './ini-text.ts'
import { interpolate, type Place } from './interpolation.ts'
import { renameOld } from './old-names.ts'
import { readUwsgi } from './server-address.ts'

export type Entries = ReadonlyMap<string, Entry>

/** All that was said, in which place, before it is understood. */
export interface Sources {
  readonly place: Place
  readonly sections: Sections
  /** Of the application, under the names of today. */
  readonly app: Entries
  readonly server: Entries
  /** Of the environment, by the key they override. */
  readonly overrides: Entries
  readonly mistakes: readonly Mistake[]
  readonly notes: readonly string[]
}

export function readSources(file: string, environment: Environment): Sources {
  const whole = path.resolve(file)
  const place = { here: path.dirname(whole), file: whole }
  const { sections, mistakes } = readIniText(readIniFile(whole))
  const app = readAppEntries(sections, place)
  const { entries, notes } = renameOld(app.entries)
  const server = sections.has('server:main') ? interpolate(sections, 'server:main', place) : readUwsgi(sections)
  const overrides = readEnvironment(environment)
  return {
    place,
    sections,
    app: entries,
    server: server.entries,
    overrides: overrides.entries,
    mistakes: [...mistakes, ...app.mistakes, ...server.mistakes, ...checkApp(sections, entries)],
    notes: [...notes, ...listUnknown(sections, entries), ...overrides.notes],
  }
}
