import type { Kind } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { copyButton } from './copy-button.ts'
import { lastPart } from './crumbs.ts'

interface Commands {
  readonly first: (address: string, folder: string) => string
  readonly existing: (address: string) => string
}

/** What to type, tool by tool; names are quoted for every shell. */
const commands: Readonly<Record<Kind, Commands>> = {
  git: {
    first: (address, folder) => `git clone ${quoted(address)}
cd ${quoted(folder)}
echo "# ${folder.replace(/["$`\\]/g, '')}" > README.md
git add README.md
git commit -m "Start"
git push -u origin HEAD`,
    existing: address => `git remote add origin ${quoted(address)}
git push -u origin --all
git push origin --tags`,
  },
  hg: {
    first: (address, folder) => `hg clone ${quoted(address)}
cd ${quoted(folder)}
echo "# ${folder.replace(/["$`\\]/g, '')}" > README.md
hg add README.md
hg commit -m "Start"
hg push`,
    existing: address => `hg push ${quoted(address)}`,
  },
}

/** What an empty repository shows: how to fill it. */
export function quickStart(visit: RepositoryVisit, address: string): Html {
  const { first, existing } = commands[visit.vcs.kind]
  return html`<h1>${visit.t('This repository is empty')}</h1>
<p class="muted">${visit.t('Push something to it. The page shows what arrives.')}</p>
<div class="halves">${box(visit, 'first', visit.t('Start from here'), first(address, lastPart(visit.repository.name)))}
${box(visit, 'existing', visit.t('Push what you already have'), existing(address))}</div>`
}

function box(visit: RepositoryVisit, id: string, title: string, text: string): Html {
  return html`<section class="box" aria-labelledby="${id}-title"><header><h2 id="${id}-title">${title}</h2></header>
<div class="body"><div class="command"><pre id="${id}" tabindex="0">${text}</pre>
${copyButton(visit, { element: `#${id}` }, visit.t('Copy the commands: {what}', { what: title }))}
</div></div></section>`
}

/** Letters of any script, and what stands in addresses, need no quotes. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}:/@._~%+=-]+$/u.test(word) && !word.startsWith('-') ? word : `"${word.replace(/["\\$`]/g, '')}"`
}
