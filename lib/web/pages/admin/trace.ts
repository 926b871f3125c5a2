import type { Line } from '#trace/line.ts'
import { lineFormatter } from '#trace/line-text.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { stream } from '../../reply.ts'
import type { Query } from '../../route.ts'
import { routes } from '../../routes.ts'
import { jsonForScripts } from '../../script-answers.ts'
import { readTrace, readTraceFilter, type TraceFilter, type TraceView } from '../../trace-reading.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { settingsFrame } from '../../ui/settings-frame.ts'
import { traceLines } from '../../ui/trace-lines.ts'
import type { Visit } from '../../visit.ts'

/** Lines of one answer; as many stay in a browser. */
const most = 2000
const lease = { page: 60_000, script: 30_000 }

export const trace = page(routes.admin.trace, 'site.admin', async visit => {
  const view = await readTrace(visit, { lease: lease.page })
  const title = visit.t('Trace')
  return layout(visit, {
    title,
    current: 'admin',
    width: 'wide',
    scripts: ['trace.js'],
    main: settingsFrame(
      visit,
      'trace',
      html`<div class="bar"><h1>${title}</h1>${tools(visit)}</div>
${filterForm(visit, view)}
${log(visit, view)}`,
    ),
  })
})

/** What came since, as rows; a script that asks for a part waits until there is something. */
export const lines = page(routes.admin.traceLines, 'site.admin', visit =>
  jsonForScripts(visit, async () => {
    const after = visit.query.get('after') ?? ''
    const view = await readTrace(visit, { after, lease: lease.script, waits: visit.partial })
    const rows = traceLines(visit, last(view.lines))
    return { position: view.position, rows: rows.map(row => row.toString()) }
  }),
)

/** All that is kept, to take along. */
export const text = page(routes.admin.traceText, 'site.admin', async visit => {
  const view = await readTrace(visit, { lease: lease.page })
  const bytes = Buffer.from(view.lines.map(lineFormatter()).join('\n'))
  const download = `trace-${visit.now.toISOString().slice(0, 19).replaceAll(':', '')}.txt`
  return stream(bytes, { type: 'text/plain; charset=utf-8', length: bytes.length, download })
})

function last(all: readonly Line[]): readonly Line[] {
  return all.slice(-most)
}

function queryOf({ namespaces, request, process, text: words }: TraceFilter): Query {
  return { ns: namespaces, request: request || null, process: process || null, text: words || null }
}

function tools(visit: Visit): Html {
  const query = queryOf(readTraceFilter(visit))
  return html`<button class="button script" type="button" id="live" aria-pressed="true">${icon(visit, 'play')}
${visit.t('Live')}</button>
<a class="button" href="${visit.to(routes.admin.trace, {}, query)}">${icon(visit, 'rotate-cw')}${visit.t('Reload')}</a>
<a class="button" href="${visit.to(routes.admin.traceText, {}, query)}">${icon(visit, 'download')}
${visit.t('Download')}</a>`
}

function filterForm(visit: Visit, { isRefused }: TraceView): Html {
  const { namespaces, request, process, text: words } = readTraceFilter(visit)
  const refused = isRefused && html` aria-invalid="true" aria-describedby="ns-error"`
  return html`<form class="bar" action="${visit.to(routes.admin.trace, {})}">
<label class="hidden" for="ns">${visit.t('Namespaces')}</label>
<input class="mono grow" id="ns" name="ns" type="text" value="${namespaces}"${refused}>
<label class="hidden" for="request">${visit.t('Request')}</label>
<input class="mono" id="request" name="request" type="text" size="10" value="${request}"
 placeholder="${visit.t('request')}">
<label class="hidden" for="process">${visit.t('Process')}</label>
<input class="mono" id="process" name="process" type="text" size="8" value="${process}"
 placeholder="${visit.t('process')}">
<label class="hidden" for="text">${visit.t('Text')}</label>
<input id="text" name="text" type="search" value="${words}" placeholder="${visit.t('text')}">
<button class="button" type="submit">${visit.t('Filter')}</button></form>
${isRefused && html`<p class="error" id="ns-error">${visit.t('Namespaces look like this: web:*, vcs:*, -db:*')}</p>`}`
}

function log(visit: Visit, { lines: all, position }: TraceView): Html {
  const query = queryOf(readTraceFilter(visit))
  const address = visit.to(routes.admin.traceLines, {}, query)
  return html`<div class="box"><div class="terminal" id="trace" tabindex="0" role="log" aria-label="${visit.t('Trace')}"
 data-lines="${address}" data-position="${position}" data-most="${most}">
<table><caption class="hidden">${visit.t('Lines of the trace')}</caption>
<thead class="hidden"><tr><th scope="col">${visit.t('Time')}</th>
<th scope="col" class="min-m">${visit.t('Process')}</th>
<th scope="col" class="min-m">${visit.t('Request')}</th><th scope="col">${visit.t('Namespace')}</th>
<th scope="col">${visit.t('Text')}</th></tr></thead>
<tbody>
${traceLines(visit, last(all))}</tbody></table>
</div>
<footer><span>${visit.t('{most} lines are kept here.', { most: most.toLocaleString('en') })}
${visit.t('While this page is open, all processes say what is asked for.')}
${visit.t('Passwords, tokens and cookies are blanked before they get here.')}</span></footer></div>`
}
