import { type Html, html } from '../html.ts'
import type { Pointer } from '../pointer.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'
import { sizeText } from './path.ts'

/** A file of which the repository holds only where it is kept. */
export function pointerBox(visit: Visit, { name }: { name: string }, pointer: Pointer, source: string): Html {
  const sentence =
    pointer.store === 'git-lfs'
      ? visit.t('{name} is kept in Git LFS', { name })
      : visit.t('{name} is kept by the largefiles extension', { name })
  return html`<div class="empty">${icon(visit, 'server')}<h2>${sentence}</h2>
<p>${visit.t('Only a pointer to it is in the repository.')}</p>
<dl class="facts">${pointer.size !== null && fact(visit.t('Size'), sizeText(pointer.size))}
${fact(visit.t('Content'), html`<code>${pointer.oid}</code>`)}</dl>
<div class="bar"><a class="button" href="${source}">${visit.t('Show the pointer')}</a></div></div>`
}

function fact(name: string, value: string | Html): Html {
  return html`<dt>${name}</dt><dd>${value}</dd>`
}

/** `Git LFS, 3.2 MiB, sha256:…` */
export function pointerText(visit: Pick<Visit, 't'>, { store, size, oid }: Pointer): string {
  const place = store === 'git-lfs' ? 'Git LFS' : visit.t('largefiles')
  return [place, size === null ? '' : sizeText(size), oid].filter(word => word !== '').join(', ')
}
