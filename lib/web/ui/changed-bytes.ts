import type { FileDiff } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import { pictureType } from '../raw-types.ts'
import type { Visit } from '../visit.ts'
import type { DiffLinks, SideLinks } from './diff-links.ts'
import { sizeText } from './path.ts'

/** A file whose bytes changed that are no text: pictures beside each other, of others where both can be seen. */
export function changedBytes(visit: Pick<Visit, 't'>, diff: FileDiff, links: DiffLinks): Html {
  const sides = sidesOf(visit, diff, links)
  if (hasPictures(diff)) return pictures(sides)
  const [first, second] = sides.map(
    ({ name, size, at }) => html`<a href="${at.page}">${name}</a>${size && ` (${size})`}`,
  )
  return html`<p class="why">${visit.t('A binary file.')} ${first}${second && html` · ${second}`}</p>`
}

/** Whether it is a picture before and after, as far as it is there. */
export function hasPictures({ operation, oldPath, newPath }: FileDiff): boolean {
  const paths = [...(operation === 'added' ? [] : [oldPath]), ...(operation === 'removed' ? [] : [newPath])]
  return paths.every(path => pictureType(path) !== null)
}

interface ShownSide {
  readonly name: string
  readonly at: SideLinks
  /** As text; empty where it is not known. */
  readonly size: string
}

function sidesOf(visit: Pick<Visit, 't'>, diff: FileDiff, links: DiffLinks): readonly ShownSide[] {
  const sides = [
    { name: visit.t('Before'), at: links.before(diff), bytes: diff.sizes?.before },
    { name: visit.t('After'), at: links.after(diff), bytes: diff.sizes?.after },
  ]
  return sides.flatMap(({ name, at, bytes }) => (at ? [{ name, at, size: bytes == null ? '' : sizeText(bytes) }] : []))
}

/** Pictures are asked for only when they come into sight. */
function pictures(sides: readonly ShownSide[]): Html {
  return html`<div class="body halves">${sides.map(
    ({ name, at, size }) => html`<figure class="picture"><a href="${at.page}">
<img src="${at.raw}" alt="${name}" loading="lazy"></a>
<figcaption class="muted small">${name}${size && ` · ${size}`}<span data-pixels></span></figcaption></figure>
`,
  )}</div>`
}
