import { formatLocal } from '#std/local-time.ts'
import type { Line } from '#trace/line.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

/** Lines of the trace, each a row; where another request goes on, or it is known whose it is, what it is. */
export function traceLines(visit: Visit, lines: readonly Line[]): readonly Html[] {
  return lines.map((line, index) => row(visit, line, lines[index - 1]))
}

function row(visit: Visit, line: Line, before: Line | undefined): Html {
  const { time, pid, namespace, request, text } = line
  const isSame = before?.request?.id === request?.id && before?.pid === pid
  return html`<tr${!isSame && html` class="begin"`}><td class="muted">${moment(visit, time)}</td>
<td class="muted min-m">${pid}</td><td class="min-m">${
    request &&
    html`<a href="${only(visit, request.id)}">
${request.id}</a>`
  }</td>
<td class="${toneOf(line)}"><span class="tone">${isTrouble(line) && html`${icon(visit, 'circle-alert')} `}
${namespace.replace(/^kallithea:/, '')}</span></td>
<td>${!(isSame && before?.request?.user === request?.user) && about(line)}${text}</td></tr>
`
}

/** The clock of the server, and the day where it is another. */
function moment(visit: Visit, time: Date): Html {
  const [day, clock] = formatLocal(time, ' ').split(' ')
  const isToday = formatLocal(visit.now, ' ').startsWith(`${day} `)
  const milliseconds = String(time.getMilliseconds()).padStart(3, '0')
  return html`<time datetime="${time.toISOString()}">${!isToday && `${day} `}${clock}.${milliseconds}</time>`
}

function only(visit: Visit, id: string): string {
  return visit.to(routes.admin.trace, {}, { ns: visit.query.get('ns'), request: id })
}

function about({ request, text }: Line): Html | null {
  if (!request) return null
  const { method, address, user } = request
  if (user === null && text === `${method} ${address}`) return null
  return html`<span class="muted">${[method, address, user].filter(part => part !== null).join(' ')}</span>
`
}

function isTrouble({ always, namespace }: Line): boolean {
  return always && namespace !== 'kallithea:process' && namespace !== 'iisnode:stdout'
}

function toneOf(line: Line): string {
  if (isTrouble(line)) return 'bad'
  if (line.always) return 'ok'
  return line.namespace.startsWith('kallithea:db') ? 'done' : 'info'
}
