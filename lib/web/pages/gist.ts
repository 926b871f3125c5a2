import { Readable } from 'node:stream'
import type { GistRow } from '#db/gists.ts'
import { Problem } from '#std/problem.ts'
import { cleanPath } from '#vcs/path.ts'
import type { FileAt } from '#vcs/repository.ts'
import { absolute } from '../absolute.ts'
import { readContents, readGist } from '../gist-reading.ts'
import { type Html, html } from '../html.ts'
import { page } from '../page.ts'
import { sandbox } from '../raw-types.ts'
import { type Reply, stream } from '../reply.ts'
import { routes } from '../routes.ts'
import { gistFile } from '../ui/gist-file.ts'
import { gistMarks } from '../ui/gist.ts'
import { icon } from '../ui/icon.ts'
import { layout } from '../ui/layout.ts'
import { fullName, person } from '../ui/person.ts'
import type { Visit } from '../visit.ts'

/** A gist as it is. */
export const newest = page(routes.gists.show, 'visitor', visit => show(visit, visit.params.id, 'tip'))

/** As it was. */
export const revision = page(routes.gists.revision, 'visitor', visit =>
  show(visit, visit.params.id, visit.params.revision),
)

/** One of its files, or all of them one after the other, as text, whatever they are. */
export const raw = page(routes.gists.raw, 'visitor', async visit => {
  const { id, revision: at, path } = visit.params
  const { files } = await readGist(visit, id, at)
  if (path === '') return asText(Readable.from(joined(files), { objectMode: false }))
  const wanted = files.find(file => file.path === cleanPath(path))
  if (!wanted) throw new Problem('not-found', 'this gist has no such file', { path })
  return asText(wanted.stream())
})

function asText(body: Readable): Reply {
  return stream(body, { type: 'text/plain; charset=utf-8', policy: sandbox })
}

async function* joined(files: readonly FileAt[]): AsyncIterable<Buffer> {
  for (const [index, file] of files.entries()) {
    if (index > 0) yield Buffer.from('\n\n')
    yield* file.stream()
  }
}

async function show(visit: Visit, id: string, at: string): Promise<Html> {
  const { row, owner, commit, files } = await readGist(visit, id, at)
  const contents = await readContents(visit, files)
  const title = row.description.trim() || visit.t('Gist {id}', { id })
  const place = { id, revision: commit ?? 'tip' }
  const whole = visit.to(routes.gists.raw, { ...place, path: '' })
  return layout(visit, {
    title,
    current: 'gists',
    width: 'wide',
    styles: ['code.css'],
    scripts: ['lines.js'],
    main: html`<div class="stack"><div class="bar"><h1>${title}</h1><span class="label">
${row.kind === 'private' && icon(visit, 'lock')}${visit.t(row.kind)}</span>
<a class="button" href="${whole}">${icon(visit, 'code')}${visit.t('Raw')}</a></div>
<div class="bar">${owner && person(fullName(owner))}<span class="muted small">${gistMarks(visit, row)}</span></div>
<p class="muted small">${addressOf(visit, row)}</p>
${contents.map((content, index) => {
  const address = visit.to(routes.gists.raw, { ...place, path: content.file.path })
  return gistFile(visit, content, { number: index + 1, raw: address })
})}</div>`,
  })
}

/** The address to hand on: a public one may have another, shorter one. */
function addressOf(visit: Visit, { accessId: id, kind }: GistRow): Html {
  const { gistAliasUrl } = visit.site.config
  const alias = kind === 'public' ? gistAliasUrl?.replaceAll('{gistid}', id) : null
  const address = alias || absolute(visit, routes.gists.show, { id })
  return html`<a href="${address}">${address}</a>`
}
