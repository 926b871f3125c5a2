import type { FileContent } from '../file-reading.ts'
import type { ReadGistFile } from '../gist-reading.ts'
import { type Html, html } from '../html.ts'
import { lineNumber } from '../line-number.ts'
import type { Visit } from '../visit.ts'
import { codeTable } from './code.ts'
import { icon } from './icon.ts'
import { sizeText } from './path.ts'

interface Place {
  /** Of several files on a page. */
  readonly number: number
  /** Where its bytes are. */
  readonly raw: string
}

/** A file of a gist: its name, what is known of it, its source. */
export function gistFile(visit: Visit, { file, content }: ReadGistFile, { number, raw }: Place): Html {
  const id = `file-${number}`
  return html`<section class="box" aria-labelledby="${id}"><header>${icon(visit, 'file-text')}
<h2 class="grow line" id="${id}">${file.name}</h2>
<span class="muted small">${facts(visit, file.size, content)}</span>
<a class="button little" href="${raw}">${visit.t('Raw')}
<span class="hidden">${file.name}</span></a></header>
${body(visit, content, number)}</section>`
}

function facts(visit: Visit, size: number, content: FileContent): string {
  if (content.as !== 'source') return sizeText(size)
  const lines = content.code.lines.length
  const counted = lines === 1 ? visit.t('1 line') : visit.t('{count} lines', { count: lines })
  return [counted, sizeText(size), ...content.facts].join(' · ')
}

function body(visit: Visit, content: FileContent, number: number): Html {
  if (content.as !== 'source') {
    const why = content.as === 'large' ? visit.t('It is too large to be shown here.') : visit.t('A binary file.')
    return html`<div class="empty"><p>${why}</p></div>`
  }
  if (content.code.lines.length === 0) return html`<div class="empty"><p>${visit.t('This file is empty.')}</p></div>`
  return number === 1 ? codeTable(visit, content.code) : laterTable(visit, content.code.lines, number)
}

/** The lines of the first file have the usual names; those of the others may not have them again. */
function laterTable(visit: Visit, lines: readonly Html[], number: number): Html {
  const rows = lines.map((line, index) => {
    const id = `F${number}L${index + 1}`
    const link = lineNumber({ id, number: index + 1, isStop: index === 0 })
    return html`<tr id="${id}"><th class="n" scope="row">${link}</th>
<td class="c">${line}</td></tr>
`
  })
  return codeTable(visit, { rows: html`${rows}` })
}
