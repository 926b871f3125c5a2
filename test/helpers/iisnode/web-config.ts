import { serverOf } from '../../../lib/cli/iis/check-web-config.ts'
import { type Filtering, filteringOf } from './filtering.ts'
import { type IisnodeSettings, settingsOfXml, settingsOfYml } from './settings.ts'
import { type Element, find, parseXml } from './xml.ts'

/** What of web.config and iisnode.yml decides how a request reaches the application, and the answer the client. */
export interface SiteConfig {
  readonly settings: IisnodeSettings
  readonly appSettings: readonly (readonly [name: string, value: string])[]
  readonly filtering: Filtering
  /** What the rewrite rules make of every address; null without a rule that takes them all. */
  readonly rewritesTo: string | null
  /** The script that iisnode serves. */
  readonly script: string | null
  /** How many bytes of an answer IIS holds back. */
  readonly responseBufferLimit: number
  /** Whether IIS puts pages of its own in the place of an application's answers from status 400 on. */
  readonly replacesErrors: boolean
}

/** Reads both files; throws at whatever IIS or iisnode would fail on. */
export function parseSiteConfig(webConfig: string, yml: string | null): SiteConfig {
  const root = parseXml(webConfig)
  if (root.name !== 'configuration') throw new Error('the root element is not <configuration>')
  const server = serverOf(root)
  const ofXml = settingsOfXml(find(server, 'iisnode')?.attributes ?? {})
  const handler = find(server, 'handlers')?.children.find(({ attributes }) => attributes.modules === 'iisnode')
  const rule = find(server, 'rewrite', 'rules')?.children.find(each => find(each, 'match')?.attributes.url === '.*')
  return {
    settings: yml === null ? ofXml : settingsOfYml(yml, ofXml),
    appSettings: adds(find(root, 'appSettings')).map(({ key = '', value = '' }) => [key, value]),
    filtering: filteringOf(find(server, 'security', 'requestFiltering')),
    rewritesTo: find(rule, 'action')?.attributes.url ?? null,
    script: handler?.attributes.path ?? null,
    responseBufferLimit: Number(handler?.attributes.responseBufferLimit ?? 4 << 20),
    replacesErrors: find(server, 'httpErrors')?.attributes.existingResponse !== 'PassThrough',
  }
}

function adds(element: Element | undefined): Element['attributes'][] {
  return (element?.children ?? []).filter(({ name }) => name === 'add').map(({ attributes }) => attributes)
}
