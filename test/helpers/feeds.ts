import { XMLParser, XMLValidator } from 'fast-xml-parser'

export interface ReadEntry {
  readonly title: string
  readonly link: string
  readonly id: string
  readonly author: string
  readonly date: string
  /** HTML. */
  readonly summary: string
}

/** What a feed reader makes of an Atom document; it refuses what is not well-formed. */
export function readAtom(text: string): { readonly title: string; readonly entries: readonly ReadEntry[] } {
  const { feed } = parse(text)
  return {
    title: feed.title,
    entries: (feed.entry ?? []).map(entry => ({
      title: entry.title,
      link: entry.link['@href'],
      id: entry.id,
      author: entry.author.name,
      date: entry.updated,
      summary: entry.summary['#text'],
    })),
  }
}

/** The same of an RSS document. */
export function readRss(text: string): { readonly title: string; readonly entries: readonly ReadEntry[] } {
  const { channel } = parse(text).rss
  return {
    title: channel.title,
    entries: (channel.item ?? []).map(item => ({
      title: item.title,
      link: item.link,
      id: item.guid?.['#text'] ?? item.link,
      author: item.author,
      date: item.pubDate,
      summary: item.description,
    })),
  }
}

interface Parsed {
  readonly feed: {
    readonly title: string
    readonly entry?: readonly {
      readonly title: string
      readonly link: { readonly '@href': string }
      readonly id: string
      readonly author: { readonly name: string }
      readonly updated: string
      readonly summary: { readonly '#text': string }
    }[]
  }
  readonly rss: {
    readonly channel: {
      readonly title: string
      readonly item?: readonly {
        readonly title: string
        readonly link: string
        readonly guid?: { readonly '#text': string }
        readonly author: string
        readonly pubDate: string
        readonly description: string
      }[]
    }
  }
}

function parse(text: string): Parsed {
  const found = XMLValidator.validate(text)
  if (found !== true) throw new TypeError(`line ${found.err.line}: ${found.err.msg}`)
  const isList = (name: string) => name === 'entry' || name === 'item'
  const options = { ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, isArray: isList }
  return new XMLParser(options).parse(text)
}
