import { type Element, find } from './xml.ts'

/** The rules of IIS's module "request filtering" for a site. */
export interface Filtering {
  readonly maxBody: number
  readonly maxUrl: number
  readonly maxQuery: number
  readonly doubleEscaping: boolean
  readonly hiddenSegments: ReadonlySet<string>
  readonly deniedExtensions: ReadonlySet<string>
  /** The only ones that pass; null where all pass that are not denied. */
  readonly onlyExtensions: ReadonlySet<string> | null
  readonly deniedSequences: readonly string[]
  readonly deniedQuerySequences: readonly string[]
  readonly deniedVerbs: ReadonlySet<string>
  readonly headerLimits: ReadonlyMap<string, number>
}

/** Reads `<requestFiltering>`; what it does not say is as IIS is installed. */
export function filteringOf(element: Element | undefined): Filtering {
  const limits = find(element, 'requestLimits')
  const extensions = collection(find(element, 'fileExtensions'), 'fileExtension', extensionsOfIis)
  const verbs = collection(find(element, 'verbs'), 'verb', [])
  const headers = collection(find(limits, 'headerLimits'), 'header', [])
  return {
    maxBody: Number(limits?.attributes.maxAllowedContentLength ?? 30_000_000),
    maxUrl: Number(limits?.attributes.maxUrl ?? 4096),
    maxQuery: Number(limits?.attributes.maxQueryString ?? 2048),
    doubleEscaping: element?.attributes.allowDoubleEscaping === 'true',
    hiddenSegments: new Set(collection(find(element, 'hiddenSegments'), 'segment', segmentsOfIis).keys()),
    deniedExtensions: withAllowed(extensions, 'false'),
    onlyExtensions:
      find(element, 'fileExtensions')?.attributes.allowUnlisted === 'false' ? withAllowed(extensions, 'true') : null,
    deniedSequences: [...collection(find(element, 'denyUrlSequences'), 'sequence', []).keys()],
    deniedQuerySequences: [...collection(find(element, 'denyQueryStringSequences'), 'sequence', []).keys()],
    deniedVerbs: withAllowed(verbs, 'false'),
    headerLimits: new Map([...headers].map(([name, { sizeLimit }]) => [name, Number(sizeLimit)])),
  }
}

type Attributes = Element['attributes']

/**
 * An IIS collection: inherited entries, then `clear`, `remove` and `add` in the order of the file; keys know no
 * case.
 */
function collection(element: Element | undefined, key: string, inherited: readonly string[]): Map<string, Attributes> {
  const entries = new Map<string, Attributes>(inherited.map(name => [name.toLowerCase(), { allowed: 'false' }]))
  for (const { name, attributes } of element?.children ?? []) {
    const entry = attributes[key]?.toLowerCase() ?? ''
    if (name === 'clear') entries.clear()
    if (name === 'remove') entries.delete(entry)
    if (name === 'add') entries.set(entry, attributes)
  }
  return entries
}

function withAllowed(entries: ReadonlyMap<string, Attributes>, wanted: 'true' | 'false'): Set<string> {
  return new Set([...entries].filter(([, { allowed }]) => allowed === wanted).map(([name]) => name))
}

const segmentsOfIis =
  'web.config bin App_code App_GlobalResources App_LocalResources App_WebReferences App_Data App_Browsers'.split(' ')

const extensionsOfIis = (
  '.asa .asax .ascx .master .skin .browser .sitemap .config .cs .csproj .vb .vbproj .webinfo .licx .resx .resources ' +
  '.mdb .vjsproj .java .jsl .ldb .dsdgm .ssdgm .lsad .ssmap .cd .dsprototype .lsaprototype .sdm .sdmDocument .mdf ' +
  '.ldf .ad .dd .ldd .sd .adprototype .lddprototype .exclude .refresh .compiled .msgx .vsdisco .rules'
).split(' ')
