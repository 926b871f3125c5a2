import { type Html, html } from '../html.ts'

/** How much was added and removed, in numbers and five small squares. */
export function changeStat(added: number, removed: number): Html {
  return html`<span class="stat"><span class="plus">+${added}</span><span class="minus">−${removed}</span>
<svg viewBox="0 0 40 8" aria-hidden="true">${squares(added, removed)}</svg></span>`
}

function squares(added: number, removed: number): readonly Html[] {
  const total = added + removed
  const plus = total === 0 ? 0 : Math.min(removed ? 4 : 5, Math.max(added ? 1 : 0, Math.round((added / total) * 5)))
  return [0, 1, 2, 3, 4].map(index => {
    const kind = total === 0 ? '' : index < plus ? 'p' : 'm'
    return html`<rect${kind && html` class="${kind}"`} x="${index * 8}" y="0" width="7" height="8"/>`
  })
}
