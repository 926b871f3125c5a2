import pLimit from 'p-limit'
import { readPage } from './html-tags.ts'
import type { Answer } from './iisnode/client.ts'
import { idsOf, type Link, linksOf } from './page-links.ts'

export interface Ground {
  readonly origin: string
  /** Where it begins: paths, base included. */
  readonly start: readonly string[]
  /** A GET of a path of the origin. */
  ask(path: string): Promise<Answer>
  /** What is wrong with the HTML of a page. */
  judge(html: string): Promise<readonly string[]>
  /** Whether the links of this page are followed; pages beyond are asked for and judged, no more. */
  isInside(path: string): boolean
  /** Asked once for every address: false leaves it out. Whoever says so keeps the rule. */
  isWanted(address: URL): boolean
  /** Whether the bytes of somebody's file are sent here as they are. */
  isRaw(path: string): boolean
  /** Where a person may be led to away from the origin, because somebody's text says so. */
  isElsewhereFine(address: URL): boolean
}

export interface Crawl {
  /** How many answers of each kind of content. */
  readonly answers: Readonly<Record<string, number>>
  readonly addresses: readonly string[]
  readonly leftOut: number
  /** `what [page] ← where it was linked`. */
  readonly faults: readonly string[]
}

interface Step {
  readonly path: string
  readonly from: string
}

interface Found {
  readonly link: Link
  readonly from: string
  readonly fault: (what: string) => void
}

/** Follows every link of every page; what is wrong with the answers, or with the links. */
export async function crawl(ground: Ground): Promise<Crawl> {
  const known = new Map(ground.start.map(path => [path, 'the start']))
  const leftOut = new Set<string>()
  const answers: Record<string, number> = {}
  const faults = new Set<string>()
  const ids = new Map<string, ReadonlySet<string>>()
  const anchors: (Step & { readonly id: string })[] = []
  const limit = pLimit(4)

  async function visit({ path, from }: Step): Promise<readonly Found[]> {
    const fault = (what: string) => void faults.add(`${what} [${path}] ← ${from}`)
    const answer = await ground.ask(path).catch((error: Error) => error)
    if (answer instanceof Error) {
      fault(`no answer: ${answer.message}`)
      return []
    }
    const type = String(answer.headers['content-type'] ?? 'none').replace(/;.*/, '')
    answers[type] = (answers[type] ?? 0) + 1
    for (const what of answerFaults(answer, type)) fault(what)
    if (answer.status < 300 && ground.isRaw(path)) {
      const isSaved = /^attachment\b/.test(answer.headers['content-disposition'] ?? '')
      if (/html/.test(type) && !isSaved) fault('a raw file runs as a page')
      return []
    }
    const { location } = answer.headers
    if (location !== undefined) return [{ link: { address: location, kind: 'part' }, from: path, fault }]
    if (type !== 'text/html') return []
    const { tags, faults: wrong } = readPage(answer.text)
    ids.set(path, idsOf(tags))
    for (const what of [...wrong, ...(await ground.judge(answer.text))]) fault(what)
    if (answer.text.includes('<script>alert(1)')) fault('unescaped output')
    if (!ground.isInside(path)) return []
    return linksOf(tags).map(link => ({ link, from: path, fault }))
  }

  function lead({ link, from, fault }: Found): readonly Step[] {
    if (!URL.canParse(link.address, ground.origin + from)) {
      fault(`leads nowhere: ${link.address}`)
      return []
    }
    const address = new URL(link.address, ground.origin + from)
    if (address.protocol === 'mailto:' && link.kind === 'link') return []
    if (address.origin !== ground.origin) {
      const isFine = /^https?:$/.test(address.protocol) && link.kind === 'link' && ground.isElsewhereFine(address)
      if (!isFine) fault(`another origin: ${link.address}`)
      return []
    }
    const path = address.pathname + address.search
    if (address.hash.length > 1) anchors.push({ path, from, id: decodeURIComponent(address.hash.slice(1)) })
    if (known.has(path) || leftOut.has(path)) return []
    if (!ground.isWanted(address)) {
      leftOut.add(path)
      return []
    }
    known.set(path, from)
    return [{ path, from }]
  }

  let next: readonly Step[] = [...known].map(([path, from]) => ({ path, from }))
  while (next.length > 0) {
    const found = await Promise.all(next.map(step => limit(() => visit(step))))
    next = found.flat().flatMap(lead) // in their order, whoever answered first: what is left out stays the same
  }
  for (const { path, from, id } of anchors) {
    if (ids.get(path)?.has(id) === false) faults.add(`no such place: #${id} [${path}] ← ${from}`)
  }
  return { answers, addresses: [...known.keys()], leftOut: leftOut.size, faults: [...faults] }
}

function answerFaults({ status, headers }: Answer, type: string): readonly string[] {
  return [
    ...(status >= 400 ? [`status ${status}`] : []),
    ...(headers['content-security-policy'] === undefined ? ['no Content-Security-Policy'] : []),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : ['may be taken for another type']),
    ...(status < 300 && type === 'none' ? ['no type'] : []),
  ]
}
