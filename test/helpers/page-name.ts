import type { Page } from '#web/page.ts'

/** What a row about a page is called: `POST /_admin/login`, `GET <repository>/refs`. */
export function pageName({ method, route }: Page): string {
  return `${method} ${route.scope === 'site' ? '' : `<${route.scope}>`}${route.pattern}`
}

/** What is wrong with a table that should have a row for every page: a sentence each, with what to do. */
export function rowFaults(pages: readonly Page[], rows: object, { file, what }: { file: string; what: string }) {
  const names = pages.map(pageName)
  const lonely = Object.keys(rows).filter(name => !names.includes(name))
  return [
    ...names
      .filter(name => !Object.hasOwn(rows, name))
      .map(name => `page ${name} has no row in test/helpers/${file}: ${what}`),
    ...lonely.map(name => `row ${name} of test/helpers/${file} is about no page: take it away`),
  ]
}
