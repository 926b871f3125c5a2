import { formatLocal } from '#std/local-time.ts'
import { type Html, html } from './html.ts'
import { type Reply, text } from './reply.ts'

/** What happened, newest first, for programs that look again and again. */
export interface Feed {
  readonly title: string
  readonly description: string
  /** A whole address, like those below. */
  readonly link: string
  readonly entries: readonly FeedEntry[]
  /** When nothing has happened yet. */
  readonly now: Date
}

export interface FeedEntry {
  readonly title: string
  readonly link: string
  /** Tells apart entries that have one link. */
  readonly mark?: string
  readonly author: { readonly name: string; readonly email: string }
  readonly date: Date
  readonly summary: Html
}

export type FeedFormat = 'atom' | 'rss'

export function findFormat(name: string): FeedFormat | null {
  return name === 'atom' || name === 'rss' ? name : null
}

export function feedReply(format: FeedFormat, feed: Feed): Reply {
  const content = format === 'atom' ? atom(feed) : rss(feed)
  return text(
    readable(`<?xml version="1.0" encoding="utf-8"?>\n${content}\n`),
    `application/${format}+xml; charset=utf-8`,
  )
}

/** XML has no way to say most control characters, and half a pair is no character. */
function readable(document: string): string {
  return document.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
}

/** Atom 1.0. */
function atom({ title, link, entries, now }: Feed): Html {
  return html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
<title>${title}</title>
<link href="${link}" rel="alternate"/>
<id>${link}</id>
<updated>${utc(entries[0]?.date ?? now)}</updated>
${entries.map(atomEntry)}</feed>`
}

function atomEntry(entry: FeedEntry): Html {
  const { title, link, author, date, summary } = entry
  return html`<entry><title>${title}</title>
<link href="${link}" rel="alternate"/>
<updated>${utc(date)}</updated>
<published>${utc(date)}</published>
<author><name>${author.name}</name>${author.email && html`<email>${author.email}</email>`}</author>
<id>${tagOf(entry)}</id>
<summary type="html">${summary.toString()}</summary></entry>
`
}

/** Kallithea's, letter by letter, so that nobody is shown as new what was read already; its day is the server's own. */
function tagOf({ link, date, mark = '' }: FeedEntry): string {
  const day = formatLocal(date).slice(0, 10)
  return `tag:${link.replace('http://', '').replace('/', `,${day}:/`).replaceAll('#', '/')}${mark}`
}

function utc(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** RSS 2.0. */
function rss({ title, link, description, entries, now }: Feed): Html {
  return html`<rss version="2.0"><channel>
<title>${title}</title>
<link>${link}</link>
<description>${description}</description>
<language>en-us</language>
<lastBuildDate>${mailDate(entries[0]?.date ?? now)}</lastBuildDate>
<ttl>5</ttl>
${entries.map(rssItem)}</channel></rss>`
}

function rssItem(entry: FeedEntry): Html {
  const { title, link, author, date, summary } = entry
  return html`<item><title>${title}</title>
<link>${link}</link>
${entry.mark && html`<guid isPermaLink="false">${tagOf(entry)}</guid>`}
<description>${summary.toString()}</description>
<author>${author.email} (${author.name})</author>
<pubDate>${mailDate(date)}</pubDate></item>
`
}

/** `Wed, 03 Mar 2021 00:00:00 -0000` */
function mailDate(date: Date): string {
  return date.toUTCString().replace('GMT', '-0000')
}
