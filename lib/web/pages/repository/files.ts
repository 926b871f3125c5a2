import { cleanPath } from '#vcs/path.ts'
import type { Commit, CommitId, Entry } from '#vcs/repository.ts'
import { pushAddressOf } from '../../clone.ts'
import { peopleOf, readNumbers } from '../../commits.ts'
import { latestChange, readFolder } from '../../folder-reading.ts'
import { readContent } from '../../file-reading.ts'
import { type Html, html } from '../../html.ts'
import { readLink } from '../../link-reading.ts'
import { lasting } from '../../lasting.ts'
import { page } from '../../page.ts'
import { type Reply, withFrame, withStatus } from '../../reply.ts'
import { atPath, commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import { copyButton } from '../../ui/copy-button.ts'
import { downloadMenu } from '../../ui/download-menu.ts'
import { fileBox } from '../../ui/file-box.ts'
import { fileFinder, finderButton } from '../../ui/file-finder.ts'
import { filesAddress, folderBox } from '../../ui/folder.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { commitLine } from '../../ui/commit-line.ts'
import { pathCrumbs } from '../../ui/path-crumbs.ts'
import { permalink } from '../../ui/permalink.ts'
import { quickStart } from '../../ui/quick-start.ts'
import { refChooser, shortId } from '../../ui/refs.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import { submoduleBox, symlinkBox } from '../../ui/special-entry.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** What the address names. */
interface Place {
  /** As it was asked for: a branch, a tag, an id. */
  readonly revision: string
  readonly commit: CommitId
  readonly path: string
  readonly entry: Entry
}

export const files = lasting(
  'page',
  page(routes.repository.files, 'repository.read', async visit => {
    if ((await visit.vcs.tip()) === null) return nothingYet(visit)
    const { revision } = visit.params
    const commit = await commitNamed(visit, revision)
    const path = cleanPath(visit.params.path)
    const entry = await atPath(path, () => visit.vcs.entry(commit, path))
    const place = { revision, commit, path, entry }
    if (entry.kind === 'folder') return frame(visit, place, await folderContent(visit, place))
    const { markup, frames } = await entryContent(visit, place)
    const shown = await frame(visit, place, markup)
    return frames ? withFrame(shown) : shown
  }),
)

/** There is no revision that could be named. */
function nothingYet(visit: RepositoryVisit): Reply {
  const main = quickStart(visit, pushAddressOf(visit))
  return withStatus(404, layout(visit, { title: visit.t('Files'), frame: repositoryFrame(visit, 'files'), main }))
}

async function frame(visit: RepositoryVisit, place: Place, content: Html): Promise<Html> {
  const { revision, commit, path, entry } = place
  const name = path === '' ? visit.repository.name : entry.name
  const isFile = entry.kind !== 'folder'
  const refs = await visit.vcs.refs()
  const chooser = refChooser(visit, { refs, current: revision, to: ref => filesAddress(visit, ref, path) })
  return layout(visit, {
    title: visit.t('{name} at {revision}', { name, revision: revision === commit ? shortId(visit, commit) : revision }),
    frame: repositoryFrame(visit, 'files'),
    styles: ['code.css'],
    scripts: isFile ? ['lines.js'] : [],
    width: isFile ? 'wide' : undefined,
    current: 'repositories',
    head: html`<link rel="canonical" href="${filesAddress(visit, commit, path)}">
`,
    main: html`<div class="bar">${chooser}
${pathCrumbs(visit, path, above => filesAddress(visit, revision, above))}${
  path !== '' && copyButton(visit, { text: path }, visit.t('Copy the path'))
}
${path === '' && downloadMenu(visit, revision)}${finderButton(visit)}${historyLink(visit, place)}
${path !== '' && permalink(visit, filesAddress(visit, commit, path))}</div>
${content}`,
    after: fileFinder(visit, revision, commit),
  })
}

function historyLink(visit: RepositoryVisit, { revision, path }: Place): Html {
  const repository = visit.repository.name
  return html`<a class="button" href="${visit.to(routes.repository.changelogOf, { repository, revision, path })}">
${icon(visit, 'history')}${visit.t('History')}</a>`
}

async function folderContent(visit: RepositoryVisit, { revision, commit, path }: Place): Promise<Html> {
  return folderBox(visit, revision, await readFolder(visit, commit, path))
}

async function lineOf(visit: RepositoryVisit, commit: Commit): Promise<Html> {
  const [people, numbers] = await Promise.all([peopleOf(visit.site, [commit]), readNumbers(visit, [commit.id])])
  return commitLine(visit, { commit, people, numbers })
}

interface Content {
  readonly markup: Html
  readonly frames: boolean
}

async function entryContent(visit: RepositoryVisit, { revision, commit, path, entry }: Place): Promise<Content> {
  const latest = await latestChange(visit, commit, path)
  const head = latest && html`<div class="box">${await lineOf(visit, latest)}</div>`
  if (entry.kind === 'submodule') return { markup: html`${head}${submoduleBox(visit, entry)}`, frames: false }
  const file = await visit.vcs.file(commit, path)
  if (entry.kind === 'symlink') {
    const link = await readLink(visit, commit, file)
    return { markup: html`${head}${symlinkBox(visit, revision, entry, link)}`, frames: false }
  }
  const wanted = { everything: visit.query.has('fulldiff'), source: visit.query.get('view') === 'source' }
  const content = await readContent(visit, revision, file, wanted)
  const at = { repository: visit.repository.name, revision, path }
  const everything = visit.to(routes.repository.files, at, { fulldiff: 1 })
  const box = fileBox(visit, { revision, file, content, everything })
  return { markup: html`${head}${box}`, frames: content.as === 'pdf' }
}
