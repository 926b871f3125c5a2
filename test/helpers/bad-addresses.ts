import type { Page } from '#web/page.ts'
import { pathOf } from '#web/route.ts'
import { badKinds, badValues, type Fate, type Fates, fateOf } from './bad-values.ts'
import { type BadRow, badValueTable, usualFates } from './bad-value-table.ts'
import { pageName } from './page-name.ts'
import { permissionTable } from './permission-table.ts'

/** One bad value in an address that is good but for it. */
export interface Trial {
  readonly page: Page
  readonly path: string
  /** The same with a good value, or without the value where it stands in the query. */
  readonly without: string
  readonly fate: Fate
}

/** Stands for the value until the rest is encoded. */
const hole = 'hole-in-the-address'

/** All bad values everywhere in the address of a page, by its row; `good` are values for parameters of a path. */
export function listTrials(page: Page, good: Readonly<Record<string, string>>): readonly Trial[] {
  const name = pageName(page)
  const row = badValueTable[name] ?? {}
  const needs = { ...good, ...permissionTable[name]?.at }
  const address = (changes = {}) => pathOf(page.route, { ...needs, ...changes } as never) // what patterns may ask for
  const inPath = parametersOf(page).flatMap(parameter => {
    const usual = row.at?.[parameter] ?? usualFates[parameter]
    // the list of all stands where nothing is named, and takes no form
    const isOfList = page.method === 'POST' && page.route.pattern.endsWith(`/:${parameter}`)
    const fates = usual && isOfList ? { ...usual, empty: 405 } : usual
    if (!fates) throw new TypeError(`say in usualFates of bad-value-table.ts what becomes of a bad :${parameter}`)
    const path = address({ [parameter]: hole })
    return trials(fates, bad => ({ page, path: path.replace(hole, bad), without: address() }))
  })
  return [...inPath, ...queryTrials(page, row, address())]
}

function parametersOf({ route: { pattern, scope } }: Page): readonly string[] {
  return pattern === '' ? [scope] : [...pattern.matchAll(/[:*](\w+)/g)].map(([, parameter = '']) => parameter)
}

function queryTrials(page: Page, { query = {}, beside }: BadRow, path: string): readonly Trial[] {
  const without = beside ? `${path}?${beside}` : path
  return Object.entries(query).flatMap(([parameter, fates]) =>
    trials(fates, bad => ({ page, path: `${without}${beside ? '&' : '?'}${parameter}=${bad}`, without })),
  )
}

function trials(fates: Fates, make: (bad: string) => Omit<Trial, 'fate'>): readonly Trial[] {
  return badKinds.map(kind => ({ ...make(badValues[kind]), fate: fateOf(fates, kind) }))
}
