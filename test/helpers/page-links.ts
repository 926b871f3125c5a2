import type { Tag } from './html-tags.ts'
import { listForms } from './page-forms.ts'

export interface Link {
  /** As the page writes it: relative to the page. */
  readonly address: string
  /** part and form: what is fetched with the page, or sent by it, without a person who sees where. */
  readonly kind: 'link' | 'part' | 'form'
}

/** Where a page leads: `href`, `src`, and what its forms ask for when they are sent as they are. */
export function linksOf(tags: readonly Tag[]): readonly Link[] {
  const links: Link[] = []
  for (const { name, attributes } of tags) {
    const href = attributes.get('href')
    const src = attributes.get('src')
    if (href !== undefined) links.push({ address: href, kind: name === 'a' || name === 'area' ? 'link' : 'part' })
    if (src !== undefined) links.push({ address: src, kind: 'part' })
    const list = attributes.get('data-list') // what the script asks for
    if (list !== undefined) links.push({ address: list, kind: 'part' })
  }
  return [...links, ...formLinks(tags)]
}

/** A form that posts leads to nothing that a crawler may ask for, but may not lead away either. */
function formLinks(tags: readonly Tag[]): readonly Link[] {
  return listForms(tags).map(({ method, path, fields }) => {
    if (method === 'post') return { address: '#', kind: 'form' }
    const sent = fields.filter(({ type }) => !/^(submit|button|image|file)$/.test(type))
    const query = new URLSearchParams(sent.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])))
    return { address: `${path}?${query}`, kind: 'form' }
  })
}

/** What a fragment may name. */
export function idsOf(tags: readonly Tag[]): ReadonlySet<string> {
  return new Set(tags.flatMap(({ attributes }) => attributes.get('id') ?? []))
}
