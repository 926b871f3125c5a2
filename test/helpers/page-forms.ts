import type { Tag } from './html-tags.ts'

/** A form of a page, as it would be sent. */
export interface PageForm {
  readonly method: 'get' | 'post'
  /** Without a query. */
  readonly path: string
  readonly fields: readonly FormField[]
}

export interface FormField {
  readonly name: string
  /** Of an input its type; else `select`, `button` or `textarea`. */
  readonly type: string
  /** What is in it; null for a box that is not ticked, and of a text area. */
  readonly value: string | null
}

export function listForms(tags: readonly Tag[]): readonly PageForm[] {
  return tags.flatMap(({ name, attributes }, index) => {
    if (name !== 'form') return []
    const inside = until(tags, index, '/form')
    const isPost = attributes.get('method')?.toLowerCase() === 'post'
    const path = (attributes.get('action') ?? '').replace(/[?#].*/, '')
    const fields = inside.flatMap((tag, at) => fieldOf(tag, until(inside, at, '/select')))
    return [{ method: isPost ? ('post' as const) : ('get' as const), path, fields }]
  })
}

function fieldOf({ name: tag, attributes }: Tag, following: readonly Tag[]): readonly FormField[] {
  const name = attributes.get('name')
  if (name === undefined || !/^(input|select|button|textarea)$/.test(tag)) return []
  if (tag !== 'input') return [{ name, type: tag, value: tag === 'select' ? chosenOption(following) : null }]
  const type = attributes.get('type') ?? 'text'
  const isOff = /^(checkbox|radio)$/.test(type) && !attributes.has('checked')
  return [{ name, type, value: isOff ? null : (attributes.get('value') ?? '') }]
}

function chosenOption(following: readonly Tag[]): string {
  const options = following.filter(({ name }) => name === 'option')
  const chosen = options.find(({ attributes }) => attributes.has('selected')) ?? options[0]
  return chosen?.attributes.get('value') ?? ''
}

function until(tags: readonly Tag[], from: number, end: string): readonly Tag[] {
  const rest = tags.slice(from + 1)
  return rest.slice(
    0,
    rest.findIndex(({ name }) => name === end),
  )
}
