import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type BundleCommit, type BundleRevision, formatBundle, formatDelta, wholeText } from '#vcs/hg/bundle.ts'
import { formatChange } from '#vcs/hg/store/changelog.ts'
import { formatFile } from '#vcs/hg/store/filelog.ts'
import { editManifest, findFile, type ManifestLine } from '#vcs/hg/store/manifest.ts'
import { hash, nullId } from '#vcs/hg/store/node.ts'
import { type CommitDescription, complete, contentOf, usualAuthor } from '../helpers/commit-description.ts'
import { toolEnvironment } from '../helpers/tool-environment.ts'

/**
 * As makeHg does, in seconds instead of an hour for ten thousand commits: as one bundle. Names are ASCII, and a file
 * that moves brings its content.
 */
export async function makeBundledHg(folder: string, commits: readonly CommitDescription[]): Promise<string[]> {
  const last = commits.findLastIndex(({ branch = 'default' }) => branch === 'default')
  const { date } = complete(commits.at(-1) ?? { message: '', files: {} }, commits.length - 1)
  const tagging = { message: 'Added tags', author: usualAuthor, files: {}, parents: [last], date }
  const composer = new Composer([...commits, tagging])
  const ids = commits.map((description, index) => composer.add(description, index))
  const list = (labels: 'tags' | 'bookmarks') =>
    commits.flatMap((description, index) => (description[labels] ?? []).map(name => `${ids[index]} ${name}\n`)).join('')
  composer.add({ ...tagging, files: { '.hgtags': list('tags') } }, commits.length)
  const bundle = `${folder}.bundle`
  await writeFile(bundle, formatBundle({ heads: [nullId], commits: composer.commits }))
  const hg = (...words: string[]) => promisify(execFile)('hg', words, { env: toolEnvironment() })
  await hg('init', folder)
  await hg('-R', folder, 'unbundle', '--quiet', bundle)
  await hg('-R', folder, 'phase', '--public', '--rev', 'all()')
  await writeFile(path.join(folder, '.hg/bookmarks'), list('bookmarks'))
  await rm(bundle)
  return ids
}

/** What a commit hands to its children. */
interface Made {
  readonly node: string
  readonly manifestNode: string
  readonly manifest: Buffer
}

const nothing: Made = { node: nullId, manifestNode: nullId, manifest: Buffer.alloc(0) }

class Composer {
  readonly commits: BundleCommit[] = []
  readonly #made = new Map<number, Made>()
  /** The last child of each commit: behind it nobody asks for the manifest. */
  readonly #lastChild = new Map<number, number>()
  /** Node of a file → what tells its text from others. */
  readonly #texts = new Map<string, string>()

  constructor(commits: Descriptions) {
    for (const [index, description] of commits.entries())
      for (const parent of complete(description, index).parents) this.#lastChild.set(parent, index)
  }

  add(description: CommitDescription, index: number): string {
    const { author, date, zone, parents, branch } = complete(description, index)
    const [first = nothing, second = nothing] = parents.map(parent => this.#made.get(parent) ?? nothing)
    const { files, changes, touched } = this.#filesOf(description, [first, second])
    const { text, pieces } = editManifest(first.manifest, changes)
    const manifestNode = hash(first.manifestNode, second.manifestNode, text)
    const manifest: BundleRevision = {
      node: manifestNode,
      first: first.manifestNode,
      second: second.manifestNode,
      base: first.manifestNode,
      delta: first === nothing ? wholeText(text) : formatDelta(pieces),
    }
    const change = formatChange({
      manifest: manifestNode,
      user: author,
      time: date,
      offset: -zone * 60,
      extra: { ...(branch !== 'default' && { branch }), ...(description.closes && { close: '1' }) },
      files: touched.toSorted(),
      message: description.message,
    })
    const node = hash(first.node, second.node, change)
    const commit = { node, first: first.node, second: second.node, base: nullId, delta: wholeText(change) }
    this.commits.push({ commit, manifest, files })
    this.#made.set(index, { node, manifestNode, manifest: text })
    for (const parent of parents) if (this.#lastChild.get(parent) === index) this.#made.delete(parent)
    return node
  }

  #filesOf({ files: contents, renames = {} }: CommitDescription, [first, second]: readonly [Made, Made]) {
    const files = new Map<string, BundleRevision>()
    const changes = new Map<string, Line | null>(Object.keys(renames).map(from => [from, null]))
    const touched = Object.keys(renames)
    const sources = new Map(Object.entries(renames).map(([from, to]) => [to, from]))
    for (const [name, value] of Object.entries(contents)) {
      const bytes = value === null ? null : Buffer.from(contentOf(value).content as string) // or a buffer
      const theirs = findFile(second.manifest, name)
      // what a merge takes as the branch has it is no new revision
      if (bytes && theirs && this.#texts.get(theirs.node) === hash(nullId, nullId, bytes)) {
        changes.set(name, theirs)
        continue
      }
      touched.push(name)
      changes.set(name, null)
      if (!bytes) continue
      const source = sources.get(name)
      const from = source === undefined ? null : findFile(first.manifest, source)
      const parent = (!from && (findFile(first.manifest, name) ?? theirs)?.node) || nullId
      const text = formatFile(bytes, from)
      const node = hash(parent, nullId, text)
      this.#texts.set(node, hash(nullId, nullId, bytes))
      files.set(name, { node, first: parent, second: nullId, base: nullId, delta: wholeText(text) })
      changes.set(name, { node, flag: '' })
    }
    return { files, changes, touched }
  }
}

type Descriptions = readonly CommitDescription[]

type Line = Pick<ManifestLine, 'node' | 'flag'>
