import { type IisnodeSettings, settingsOfXml, settingsOfYml } from './settings.ts'
import { type Element, find, parseXml } from './xml.ts'

/** What of web.config and iisnode.yml decides how a request reaches the application. */
export interface SiteConfig {
  readonly settings: IisnodeSettings
  readonly appSettings: readonly (readonly [name: string, value: string])[]
  readonly filtering: Filtering
  /** What the rewrite rules make of every address; null without a rule that takes them all. */
  readonly rewritesTo: string | null
  /** The script that iisnode serves. */
  readonly script: string | null
}

export interface Filtering {
  readonly maxBody: number
  readonly maxUrl: number
  readonly maxQuery: number
  readonly doubleEscaping: boolean
  readonly hiddenSegments: ReadonlySet<string>
  readonly deniedExtensions: ReadonlySet<string>
  readonly unlistedExtensions: boolean
  readonly deniedSequences: readonly string[]
  readonly deniedQuerySequences: readonly string[]
  readonly deniedVerbs: ReadonlySet<string>
  readonly headerLimits: ReadonlyMap<string, number>
}

/** Reads both files; throws at whatever IIS or iisnode would fail on. */
export function parseSiteConfig(webConfig: string, yml: string | null): SiteConfig {
  const root = parseXml(webConfig)
  if (root.name !== 'configuration') throw new Error('the root element is not <configuration>')
  const server = find(root, 'system.webServer')
  const ofXml = settingsOfXml(find(server, 'iisnode')?.attributes ?? {})
  const handler = find(server, 'handlers')?.children.find(({ attributes }) => attributes.modules === 'iisnode')
  const rule = find(server, 'rewrite', 'rules')?.children.find(each => find(each, 'match')?.attributes.url === '.*')
  return {
    settings: yml === null ? ofXml : settingsOfYml(yml, ofXml),
    appSettings: adds(find(root, 'appSettings')).map(({ key = '', value = '' }) => [key, value]),
    filtering: filteringOf(find(server, 'security', 'requestFiltering')),
    rewritesTo: find(rule, 'action')?.attributes.url ?? null,
    script: handler?.attributes.path ?? null,
  }
}

function filteringOf(element: Element | undefined): Filtering {
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
    deniedExtensions: denied(extensions),
    unlistedExtensions: find(element, 'fileExtensions')?.attributes.allowUnlisted !== 'false',
    deniedSequences: [...collection(find(element, 'denyUrlSequences'), 'sequence', []).keys()],
    deniedQuerySequences: [...collection(find(element, 'denyQueryStringSequences'), 'sequence', []).keys()],
    deniedVerbs: denied(verbs),
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

function adds(element: Element | undefined): Attributes[] {
  return (element?.children ?? []).filter(({ name }) => name === 'add').map(({ attributes }) => attributes)
}

function denied(entries: ReadonlyMap<string, Attributes>): Set<string> {
  return new Set([...entries].filter(([, { allowed }]) => allowed === 'false').map(([name]) => name))
}

const segmentsOfIis =
  'web.config bin App_code App_GlobalResources App_LocalResources App_WebReferences App_Data App_Browsers'.split(' ')

const extensionsOfIis = (
  '.asa .asax .ascx .master .skin .browser .sitemap .config .cs .csproj .vb .vbproj .webinfo .licx .resx .resources ' +
  '.mdb .vjsproj .java .jsl .ldb .dsdgm .ssdgm .lsad .ssmap .cd .dsprototype .lsaprototype .sdm .sdmDocument .mdf ' +
  '.ldf .ad .dd .ldd .sd .adprototype .lddprototype .exclude .refresh .compiled .msgx .vsdisco .rules'
).split(' ')
