import { type Html, html } from '../html.ts'
import { icon } from './icon.ts'
import type { Stage } from './document.ts'

/** The sheet that `?` opens. */
export function keyboardHelp(stage: Stage): Html {
  const keys = [
    [stage.t('Filter by name'), '/'],
    [stage.t('Find a file'), 't'],
    [stage.t('Switch branch or tag'), 'w'],
    [stage.t('Address of this exact revision'), 'y'],
    [stage.t('Annotate'), 'b'],
    [stage.t('To the lines; arrows move, with Shift they choose'), 'l'],
    [stage.t('Next row'), 'j'],
    [stage.t('Previous row'), 'k'],
    [stage.t('Next change'), 'n'],
    [stage.t('Previous change'), 'p'],
    [stage.t('Next file'), ']'],
    [stage.t('Previous file'), '['],
    [stage.t('Go to files'), 'g c'],
    [stage.t('Go to changelog'), 'g h'],
    [stage.t('Go to pull requests'), 'g p'],
    [stage.t('This sheet'), '?'],
    [stage.t('Close'), 'Esc'],
  ] as const
  return html`<dialog id="help" aria-labelledby="help-title"><form method="dialog" class="stack">
<div class="bar"><h2 id="help-title">${stage.t('Keyboard')}</h2>
<button class="button quiet" type="submit" aria-label="${stage.t('Close')}">${icon(stage, 'x')}</button></div>
<ul class="keys">${keys.map(([what, key]) => keyRow(what, key))}</ul></form></dialog>`
}

function keyRow(what: string, key: string): Html {
  return html`<li><span>${what}</span><span>${key.split(' ').map(each => html`<kbd>${each}</kbd> `)}</span></li>`
}
