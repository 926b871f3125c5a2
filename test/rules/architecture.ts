import path from 'node:path'
import { type Import, listImports } from '../helpers/imports.ts'
import type { Source } from '../helpers/source.ts'

export interface Room {
  /** Rooms it may import. */
  readonly may?: readonly string[]
  /** Rooms whose types it may name. */
  readonly types?: readonly string[]
  /** Single files of such rooms that it may import: pure functions on what the types hold. */
  readonly also?: readonly string[]
  /** The files other rooms may import; without it every file that stands directly in the room. */
  readonly doors?: readonly string[]
}

export type Rooms = Readonly<Record<string, Room>>

/** A folder inside a room → the files and folders of the room that know it. */
export type InnerFolders = Readonly<Record<string, readonly string[]>>

type Faults = readonly string[]

export function unlistedRooms(sources: readonly Source[], rooms: Rooms): Faults {
  return [...new Set(sources.map(source => roomOf(source.path)))].filter(room => !(room in rooms))
}

/** The rooms stand in the order of their floors. */
export function roomsThatPointUp(rooms: Rooms): Faults {
  const names = Object.keys(rooms)
  return names.flatMap((name, floor) =>
    [...(rooms[name]?.may ?? []), ...(rooms[name]?.types ?? [])]
      .filter(below => names.indexOf(below) <= floor)
      .map(below => `${name} → ${below}`),
  )
}

export function forbiddenLooks(sources: readonly Source[], rooms: Rooms): Faults {
  return steps(sources)
    .filter(({ from, to, how }) => {
      const { may = [], types = [], also = [] } = rooms[roomOf(from)] ?? {}
      const isOpen = may.includes(roomOf(to)) || also.includes(to.slice('lib/'.length))
      return !isOpen && !(how === 'type' && types.includes(roomOf(to)))
    })
    .map(tell)
}

export function pastTheDoor(sources: readonly Source[], rooms: Rooms): Faults {
  return steps(sources)
    .filter(({ to }) => {
      const { doors } = rooms[roomOf(to)] ?? {}
      return isInner(to) || (doors !== undefined && !doors.includes(path.posix.basename(to)))
    })
    .map(tell)
}

/** The wall is to be seen in the import line. */
export function unmarkedSteps(sources: readonly Source[]): Faults {
  const across = steps(sources).filter(({ written }) => !written.startsWith('#'))
  const inside = inner(sources).filter(({ written }) => written.startsWith('#') || written.startsWith('../../../'))
  return [...across, ...inside].map(tell)
}

export function unknownInnerFolders(sources: readonly Source[], folders: InnerFolders): Faults {
  return [...new Set(sources.filter(source => isInner(source.path)).map(source => innerOf(source.path)))].filter(
    folder => !(folder in folders),
  )
}

/** Whoever is not named for a folder does not look into it. */
export function brokenPrivacy(sources: readonly Source[], folders: InnerFolders): Faults {
  return inner(sources)
    .filter(({ from, to }) => {
      if (!isInner(to) || innerOf(from) === innerOf(to)) return false
      const known = folders[innerOf(to)] ?? []
      return !known.includes(from.slice('lib/'.length)) && !(isInner(from) && known.includes(innerOf(from)))
    })
    .map(tell)
}

export function pagesThatKnowPages(sources: readonly Source[]): Faults {
  const isPage = (file: string): boolean => file.startsWith('lib/web/pages/')
  return inner(sources)
    .filter(({ from, to }) => isPage(from) && isPage(to))
    .map(tell)
}

/** A page is in the table of contents when its module is imported whole and named in the list. */
export function unlistedPages(sources: readonly Source[]): Faults {
  const router = sources.find(source => source.path === 'lib/web/router.ts')?.text ?? ''
  const contents = /\bconst contents\b[^=]*= \[(?<names>[^\]]*)\]/.exec(router)?.groups?.names ?? ''
  const names = new Set(contents.split(',').map(name => name.trim()))
  const listed = [...router.matchAll(/^import \* as (\w+) from '\.\/(pages\/[^']+)'/gm)]
    .filter(([, name = '']) => names.has(name))
    .map(([, , file]) => `lib/web/${file}`)
  return sources
    .map(source => source.path)
    .filter(file => file.startsWith('lib/web/pages/') && file.endsWith('.ts') && !listed.includes(file))
}

/** One line for each circle, types included; a file that is only given to a worker thread is not in it. */
export function circles(sources: readonly Source[]): Faults {
  const imports = sources.flatMap(listImports).filter(({ how }) => how !== 'url')
  const next = Map.groupBy(imports, ({ from }) => from)
  const seen = new Set<string>()
  const trail: string[] = []
  const found: string[] = []
  const walk = (file: string): void => {
    const before = trail.indexOf(file)
    if (before >= 0) found.push([...trail.slice(before), file].join(' → '))
    if (seen.has(file)) return
    seen.add(file)
    trail.push(file)
    for (const { to } of next.get(file) ?? []) if (to) walk(to)
    trail.pop()
  }
  for (const { path: file } of sources) walk(file)
  return found
}

/** What one foreign thing is to be known by: a room, a folder or a file of `lib` each. */
export function strayForeigners(
  sources: readonly Source[],
  homes: Readonly<Record<string, readonly string[]>>,
): Faults {
  return sources
    .flatMap(listImports)
    .filter(({ from, written }) => {
      const home = homes[written]
      return home && !home.some(place => from === `lib/${place}` || from.startsWith(`lib/${place}/`))
    })
    .map(tell)
}

export function undeclaredPackages(sources: readonly Source[], declared: readonly string[]): Faults {
  return sources
    .flatMap(listImports)
    .filter(({ to, written }) => !to && written !== '' && !written.startsWith('node:'))
    .filter(({ written }) => !declared.includes(/^(@[^/]+\/)?[^/]+/.exec(written)?.[0] ?? ''))
    .map(tell)
}

/** A check of the import lines sees all only while nothing is loaded in another way. */
export function hiddenLoads(sources: readonly Source[]): Faults {
  return sources
    .flatMap(listImports)
    .filter(({ how, to, written }) => how === 'dynamic' && (to !== null || written === ''))
    .map(tell)
}

function steps(sources: readonly Source[]): readonly Step[] {
  return leading(sources).filter(({ from, to }) => roomOf(from) !== roomOf(to))
}

function inner(sources: readonly Source[]): readonly Step[] {
  return leading(sources).filter(({ from, to }) => roomOf(from) === roomOf(to))
}

type Step = Import & { readonly to: string }

function leading(sources: readonly Source[]): readonly Step[] {
  return sources.flatMap(listImports).flatMap(each => (each.to === null ? [] : [{ ...each, to: each.to }]))
}

/** `lib/web/ui/age.ts` → web, `lib/app.ts` → app. */
function roomOf(file: string): string {
  return (file.split('/')[1] ?? file).replace(/\.ts$/, '')
}

function isInner(file: string): boolean {
  return file.split('/').length > 3
}

/** `lib/web/ui/age.ts` → web/ui */
function innerOf(file: string): string {
  return file.split('/').slice(1, -1).join('/')
}

function tell({ place, written }: Import): string {
  return `${place} → ${written}`
}
