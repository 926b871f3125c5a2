import { type Html, html } from '../html.ts'
import type { ChangedPointers, Pointer } from '../pointer.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'
import { sizeText } from './path.ts'

/** A file of which the repository holds only where it is kept. */
export function pointerBox(visit: Visit, { name }: { name: string }, pointer: Pointer): Html {
  const sentence =
    pointer.store === 'git-lfs'
      ? visit.t('{name} is kept in Git LFS', { name })
      : visit.t('{name} is kept by the largefiles extension', { name })
  return html`<div class="empty">${icon(visit, 'server')}<h2>${sentence}</h2>
<p>${visit.t('Only a pointer to it is in the repository.')}</p>
<dl class="facts">${pointer.size !== null && fact(visit.t('Size'), sizeText(pointer.size))}
${fact(visit.t('Content'), html`<code>${pointer.oid}</code>`)}</dl></div>`
}

function fact(name: string, value: string | Html): Html {
  return html`<dt>${name}</dt><dd>${value}</dd>`
}

/** What became of a file that is kept elsewhere. */
export function pointerChange(visit: Pick<Visit, 't'>, { before, after }: ChangedPointers): Html {
  return html`<div class="body"><p>${visit.t('Only a pointer to it is in the repository.')}</p>
<dl class="facts">${before && fact(visit.t('Before'), pointerText(visit, before))}
${after && fact(visit.t('After'), pointerText(visit, after))}</dl></div>`
}

/** `Git LFS, 3.2 MiB, sha256:…` */
function pointerText(visit: Pick<Visit, 't'>, { store, size, oid }: Pointer): Html {
  const place = store === 'git-lfs' ? 'Git LFS' : visit.t('largefiles')
  return html`${place}${size !== null && `, ${sizeText(size)}`}, <code>${oid}</code>`
}
