import { cleanPath } from '#vcs/path.ts'
import type { CommitId, FileAt } from '#vcs/repository.ts'
import { type Annotation, findBefore, readAnnotation } from '../../annotating.ts'
import { type FileContent, readContent } from '../../file-reading.ts'
import { type Html, html } from '../../html.ts'
import { lasting } from '../../lasting.ts'
import { page } from '../../page.ts'
import { redirect, withFrame } from '../../reply.ts'
import { atPath, commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import { annotateAddress } from '../../ui/annotated.ts'
import { commitAddress } from '../../ui/commit-line.ts'
import { copyButton } from '../../ui/copy-button.ts'
import { fileBox } from '../../ui/file-box.ts'
import { fileFinder } from '../../ui/file-finder.ts'
import { filesAddress } from '../../ui/folder.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { pathCrumbs } from '../../ui/path-crumbs.ts'
import { permalink } from '../../ui/permalink.ts'
import { refChooser, shortId } from '../../ui/refs.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** A file with who wrote which of its lines. Everything but a file is seen on the page of files. */
export const annotate = lasting(
  'page',
  page(routes.repository.annotate, 'repository.read', async visit => {
    const { revision } = visit.params
    const commit = await commitNamed(visit, revision)
    const path = cleanPath(visit.params.path)
    if (visit.query.has('before')) return redirect(await addressBefore(visit, commit, path))
    const entry = await atPath(path, () => visit.vcs.entry(commit, path))
    if (entry.kind !== 'file') return redirect(filesAddress(visit, revision, path))
    const file = await visit.vcs.file(commit, path)
    const wanted = { everything: visit.query.has('fulldiff'), source: true }
    const content = await readContent(visit, revision, file, wanted)
    const annotation =
      content.as === 'source' ? await readAnnotation(visit, { commit, file, lines: content.code.lines }) : undefined
    const shown = await show(visit, { revision, commit, file, content, annotation })
    return content.as === 'pdf' ? withFrame(shown) : shown
  }),
)

/** The lines as they were before a commit; the commit itself where the file is new. */
async function addressBefore(visit: RepositoryVisit, commit: CommitId, path: string): Promise<string> {
  const before = await findBefore(visit, commit, path)
  return before === null ? commitAddress(visit, commit) : annotateAddress(visit, before.commit, before.path)
}

interface Contents {
  /** As it was asked for: a branch, a tag, an id. */
  readonly revision: string
  readonly commit: CommitId
  readonly file: FileAt
  readonly content: FileContent
  readonly annotation: Annotation | undefined
}

async function show(visit: RepositoryVisit, contents: Contents): Promise<Html> {
  const { revision, commit, file, content, annotation } = contents
  const name = visit.t('Annotate {name}', { name: file.name })
  const at = { repository: visit.repository.name, revision, path: file.path }
  const everything = visit.to(routes.repository.annotate, at, { fulldiff: 1 })
  const box = fileBox(visit, { revision, file, content, everything, ...(annotation && { annotation }) })
  const refs = await visit.vcs.refs()
  const chooser = refChooser(visit, { refs, current: revision, to: ref => annotateAddress(visit, ref, file.path) })
  return layout(visit, {
    title: visit.t('{name} at {revision}', { name, revision: revision === commit ? shortId(visit, commit) : revision }),
    frame: repositoryFrame(visit, 'files'),
    styles: ['code.css'],
    scripts: ['lines.js'],
    width: 'wide',
    current: 'repositories',
    head: html`<link rel="canonical" href="${annotateAddress(visit, commit, file.path)}">
`,
    main: html`<div class="bar">${chooser}
${pathCrumbs(visit, file.path, above => filesAddress(visit, revision, above))}
${copyButton(visit, { text: file.path }, visit.t('Copy the path'))}
<a class="button" href="${visit.to(routes.repository.changelogOf, at)}">
${icon(visit, 'history')}${visit.t('History')}</a>
${permalink(visit, annotateAddress(visit, commit, file.path))}</div>
${box}`,
    after: fileFinder(visit, revision, commit),
  })
}
