import { parseAuthor } from '#domain/people.ts'
import { formatLocal } from '#std/local-time.ts'
import { Problem } from '#std/problem.ts'
import type { Commit, Ref, Refs } from '#vcs/repository.ts'
import { absolute } from '../../absolute.ts'
import { changesText } from '../../changes-text.ts'
import { peopleOf, takeFirst } from '../../commits.ts'
import { type Feed, type FeedEntry, feedReply, findFormat } from '../../feed.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { routes } from '../../routes.ts'
import type { People } from '../../ui/author.ts'
import { siteTitle } from '../../ui/layout.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** The newest commits, as Atom or RSS. */
export const feed = page(routes.repository.feed, 'repository.read', async visit => {
  const format = findFormat(visit.params.format)
  if (!format) throw new Problem('not-found', 'there is no such feed')
  return feedReply(format, await readFeed(visit))
})

async function readFeed(visit: RepositoryVisit): Promise<Feed> {
  const { vcs, site, repository, now } = visit
  const count = site.config.rssItemsPerPage
  const commits = (await vcs.tip()) === null ? [] : await takeFirst(vcs.log({ limit: count }), count)
  const about = { refs: await vcs.refs(), people: await peopleOf(site, commits) }
  const changes = await changesText(visit, commits)
  return {
    title: `${siteTitle(visit)} ${repository.name} feed`,
    description: `Changes on ${repository.name} repository`,
    link: absolute(visit, routes.repository.summary, { repository: repository.name }),
    entries: commits.map((commit, index) => entry(visit, { ...about, commit, changes: changes[index] ?? '' })),
    now,
  }
}

interface About {
  readonly commit: Commit
  readonly refs: Refs
  readonly people: People
  /** The files that it changed. */
  readonly changes: string
}

function entry(visit: RepositoryVisit, about: About): FeedEntry {
  const { id, message, author, date } = about.commit
  const link = absolute(visit, routes.repository.commit, { repository: visit.repository.name, revision: id })
  return { title: shortened(message.trim()), link, author: parseAuthor(author), date, summary: summary(about, link) }
}

const longest = 160

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text
}

function summary({ commit, refs, people, changes }: About, link: string): Html {
  const name = people.get(commit.author)?.username ?? parseAuthor(commit.author).name
  const labels = labelsOf(commit, refs).map(label => html`${label}<br/>`)
  const moment = formatLocal(commit.date, ' ')
  const leading = html`<a href="${link}">${commit.id.slice(0, 8)}</a>`
  return html`${name} committed on ${moment}<br/>${labels}changeset: ${leading}<pre>${commit.message}
${changes}</pre>`
}

function labelsOf({ id, branch }: Commit, { branches, bookmarks, tags }: Refs): readonly string[] {
  const here = (refs: readonly Ref[]) => refs.filter(ref => ref.commit === id).map(({ name }) => name)
  return [
    ...(branch === null ? here(branches) : [branch]).map(name => `branch: ${name}`),
    ...here(bookmarks).map(name => `bookmark: ${name}`),
    ...here(tags).map(name => `tag: ${name}`),
  ]
}
