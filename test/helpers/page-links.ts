import type { Tag } from './html-tags.ts'

export interface Link {
  /** As the page writes it: relative to the page. */
  readonly address: string
  /** part and form: what is fetched with the page, or sent by it, without a person who sees where. */
  readonly kind: 'link' | 'part' | 'form'
}

/** Where a page leads: `href`, `src`, and what its forms ask for when they are sent as they are. */
export function linksOf(tags: readonly Tag[]): readonly Link[] {
  const links: Link[] = []
  for (const [index, { name, attributes }] of tags.entries()) {
    const href = attributes.get('href')
    const src = attributes.get('src')
    if (href !== undefined) links.push({ address: href, kind: name === 'a' || name === 'area' ? 'link' : 'part' })
    if (src !== undefined) links.push({ address: src, kind: 'part' })
    const list = attributes.get('data-list') // what the script asks for
    if (list !== undefined) links.push({ address: list, kind: 'part' })
    if (name === 'form') links.push(formLink(attributes, tags.slice(index + 1)))
  }
  return links
}

/** A form that posts leads to nothing that a crawler may ask for, but may not lead away either. */
function formLink(form: Tag['attributes'], following: readonly Tag[]): Link {
  const action = form.get('action') ?? ''
  if ((form.get('method') ?? 'get').toLowerCase() !== 'get') return { address: '#', kind: 'form' }
  const inside = following.slice(
    0,
    following.findIndex(({ name }) => name === '/form'),
  )
  const query = new URLSearchParams(fieldsOf(inside).map(([name, value]): [string, string] => [name, value]))
  return { address: `${action.replace(/[?#].*/, '')}?${query}`, kind: 'form' }
}

function fieldsOf(tags: readonly Tag[]): readonly (readonly [string, string])[] {
  return tags.flatMap(({ name: tag, attributes }, index) => {
    const name = attributes.get('name')
    if (!name) return []
    if (tag === 'select') return [[name, chosenOption(tags.slice(index + 1))]]
    if (tag !== 'input' || /^(submit|button|image|file)$/.test(attributes.get('type') ?? '')) return []
    const isOff = /^(checkbox|radio)$/.test(attributes.get('type') ?? '') && !attributes.has('checked')
    return isOff ? [] : [[name, attributes.get('value') ?? '']]
  })
}

function chosenOption(following: readonly Tag[]): string {
  const inside = following.slice(
    0,
    following.findIndex(({ name }) => name === '/select'),
  )
  const options = inside.filter(({ name }) => name === 'option')
  const chosen = options.find(({ attributes }) => attributes.has('selected')) ?? options[0]
  return chosen?.attributes.get('value') ?? ''
}

/** What a fragment may name. */
export function idsOf(tags: readonly Tag[]): ReadonlySet<string> {
  return new Set(tags.flatMap(({ attributes }) => attributes.get('id') ?? []))
}
