import { promotedVariables } from '#hosting/hosting.ts'
import type { Deviation } from './deviation.ts'
import { type Element, find } from './xml.ts'

/** What of web.config IIS itself reads; `<iisnode>` is looked at together with iisnode.yml. */
export function checkWebConfig(root: Element): readonly Deviation[] {
  const server = serverOf(root)
  return [
    ...attributeRules.flatMap(rule => checkAttribute(server, rule)),
    ...collectionRules.flatMap(rule => checkCollection(server, rule)),
    ...checkHandlers(find(server, 'handlers')),
    ...checkRules(find(server, 'rewrite', 'rules')),
    ...checkHeaders(find(server, 'security', 'requestFiltering', 'requestLimits', 'headerLimits')),
    ...checkModules(find(server, 'modules')),
    ...checkAuthentication(find(server, 'security', 'authentication')),
    ...checkAppSettings(find(root, 'appSettings')),
  ]
}

/** Also where `<location>` says that the children of the site do not inherit it. */
export function serverOf(root: Element): Element | undefined {
  const around = root.children.find(({ name, attributes }) => name === 'location' && (attributes.path ?? '.') === '.')
  return find(root, 'system.webServer') ?? find(around, 'system.webServer')
}

interface AttributeRule {
  readonly path: readonly string[]
  readonly attribute: string
  readonly value: string
  /** A larger number will do. */
  readonly atLeast?: true
  readonly consequence: string
}

const filtering = ['security', 'requestFiltering']
const limits = [...filtering, 'requestLimits']
const corrupts = 'IIS changes the framing of chunks, and answers arrive broken'

const attributeRules: readonly AttributeRule[] = [
  {
    path: filtering,
    attribute: 'allowDoubleEscaping',
    value: 'true',
    consequence: 'files and branches with + or % in their names are answered with 404.11',
  },
  {
    path: filtering,
    attribute: 'allowHighBitCharacters',
    value: 'true',
    consequence: 'names with letters beyond ASCII are answered with 404.12',
  },
  {
    path: limits,
    attribute: 'maxAllowedContentLength',
    value: '4294967295',
    atLeast: true,
    consequence: 'a push of Mercurial or an upload above this size is answered with 413.1 or 404.13',
  },
  {
    path: limits,
    attribute: 'maxUrl',
    value: '16384',
    atLeast: true,
    consequence: 'long paths of files are answered with 404.14',
  },
  {
    path: limits,
    attribute: 'maxQueryString',
    value: '16384',
    atLeast: true,
    consequence: 'long questions of Mercurial are answered with 404.15',
  },
  {
    path: ['httpErrors'],
    attribute: 'existingResponse',
    value: 'PassThrough',
    consequence: 'IIS puts pages of its own in the place of what the server tells git, hg, the API and people',
  },
  { path: ['urlCompression'], attribute: 'doStaticCompression', value: 'false', consequence: corrupts },
  { path: ['urlCompression'], attribute: 'doDynamicCompression', value: 'false', consequence: corrupts },
  {
    path: ['caching'],
    attribute: 'enabled',
    value: 'false',
    consequence: 'IIS may show one visitor what another was shown',
  },
  {
    path: ['caching'],
    attribute: 'enableKernelCache',
    value: 'false',
    consequence: 'IIS may show one visitor what another was shown',
  },
]

function checkAttribute(server: Element | undefined, rule: AttributeRule): readonly Deviation[] {
  const { path, attribute, value, atLeast, consequence } = rule
  const is = find(server, ...path)?.attributes[attribute]
  if (is?.toLowerCase() === value.toLowerCase() || (atLeast && Number(is) >= Number(value))) return []
  const name = path.at(-1) ?? ''
  const what = `${attribute} of <${name}> is ${is === undefined ? 'missing' : `"${is}"`}`
  return [{ where: 'web.config', what, consequence, write: `<${name} ${attribute}="${value}">` }]
}

interface CollectionRule {
  readonly path: readonly string[]
  /** Entries that may follow `<clear />`. */
  readonly may?: RegExp
  readonly consequence: string
}

const collectionRules: readonly CollectionRule[] = [
  {
    path: ['rewrite', 'rules'],
    may: /^rule$/,
    consequence: 'rules of a site above run first and send addresses elsewhere',
  },
  { path: ['rewrite', 'outboundRules'], consequence: corrupts },
  { path: [...filtering, 'fileExtensions'], consequence: 'files such as *.cs and *.config are answered with 404.7' },
  { path: [...filtering, 'hiddenSegments'], consequence: 'folders such as bin are answered with 404.8' },
  { path: [...filtering, 'denyUrlSequences'], consequence: 'addresses with these letters are answered with 404.5' },
  {
    path: [...filtering, 'denyQueryStringSequences'],
    consequence: 'questions with these letters are answered with 404.18',
  },
  { path: [...filtering, 'verbs'], may: /TRACE/, consequence: 'a push or another request is answered with 404.6' },
]

function checkCollection(
  server: Element | undefined,
  { path, may, consequence }: CollectionRule,
): readonly Deviation[] {
  const element = find(server, ...path)
  const [first, ...others] = element?.children ?? []
  const name = path.at(-1) ?? ''
  const write = `<${name}><clear /></${name}>`
  const says = (what: string): Deviation => ({ where: 'web.config', what, consequence, write })
  if (first?.name !== 'clear') return [says(`<${name}> does not begin with <clear />`)]
  if (element?.attributes.allowUnlisted === 'false') return [says(`<${name}> allows only what it lists`)]
  const more = others.find(each => !may?.test(each.attributes.verb ?? each.name))
  return more ? [says(`<${name}> has <${more.name} ${Object.values(more.attributes).join(' ')}>`)] : []
}

const handlerValues: Readonly<Record<string, readonly [value: string, consequence: string]>> = {
  verb: ['*', 'some methods never reach the server, and pushes fail with 405'],
  modules: ['iisnode', 'server.ts is sent as a file or refused'],
  resourceType: ['Unspecified', 'addresses that are no files are answered with 404'],
  responseBufferLimit: ['0', 'IIS holds 4 MB of an answer back: clones stall or come all at once'],
}

function checkHandlers(handlers: Element | undefined): readonly Deviation[] {
  const ours = handlers?.children.find(({ name, attributes }) => name === 'add' && attributes.path === 'server.ts')
  const write = (attribute: string, value: string) => `<add name="kallithea" path="server.ts" ${attribute}="${value}">`
  if (!ours) {
    const what = 'no handler has the path server.ts'
    const consequence = 'IIS sends the source of server.ts, or refuses every request'
    return [{ where: 'web.config', what, consequence, write: write('modules', 'iisnode') }]
  }
  return Object.entries(handlerValues).flatMap(([attribute, [value, consequence]]): Deviation[] => {
    const is = ours.attributes[attribute]
    if (is === value) return []
    const what = `${attribute} of the handler is ${is === undefined ? 'missing' : `"${is}"`}`
    return [{ where: 'web.config', what, consequence, write: write(attribute, value) }]
  })
}

function checkRules(rules: Element | undefined): readonly Deviation[] {
  const all = rules?.children.filter(({ name }) => name === 'rule') ?? []
  const [ours, ...others] = all
  const write =
    '<rule name="kallithea" stopProcessing="true"><match url=".*" /><action type="Rewrite" url="server.ts" />'
  const says = (what: string, consequence: string): Deviation => ({ where: 'web.config', what, consequence, write })
  const takesAll = ours && find(ours, 'match')?.attributes.url === '.*'
  if (!takesAll || find(ours, 'action')?.attributes.url !== 'server.ts' || others.length > 0) {
    return [says('the one rule that sends every address to server.ts is not alone', 'other addresses are not found')]
  }
  if (find(ours, 'conditions')) {
    return [says('the rule has conditions', 'files below the site can be fetched: sources, logs, the database')]
  }
  return []
}

function checkHeaders(limitsOfHeaders: Element | undefined): readonly Deviation[] {
  const entries = limitsOfHeaders?.children.filter(({ name }) => name === 'add') ?? []
  const limitOf = (header: string) =>
    entries.find(({ attributes }) => attributes.header?.toLowerCase() === header.toLowerCase())?.attributes.sizeLimit
  const open = promotedVariables.filter(name => limitOf(`X-iisnode-${name}`) !== '0')
  const forged = open.map((name): Deviation => {
    const what = `the header X-iisnode-${name} is not refused`
    const consequence = 'a client can send what only IIS may say; the server then refuses the request'
    return { where: 'web.config', what, consequence, write: `<add header="X-iisnode-${name}" sizeLimit="0" />` }
  })
  if (limitOf('X-Original-URL') === undefined) return forged
  const what = 'the header X-Original-URL is limited'
  const consequence = 'where the machine has rewrite rules of its own, all requests are refused'
  return [...forged, { where: 'web.config', what, consequence, write: 'nothing: take the entry away' }]
}

function checkModules(modules: Element | undefined): readonly Deviation[] {
  const isRemoved = modules?.children.some(each => each.name === 'remove' && each.attributes.name === 'WebDAVModule')
  if (isRemoved) return []
  const what = 'WebDAVModule is not removed'
  const consequence = 'where WebDAV is installed, it answers PUT and DELETE with 405'
  return [{ where: 'web.config', what, consequence, write: '<modules><remove name="WebDAVModule" /></modules>' }]
}

function checkAuthentication(authentication: Element | undefined): readonly Deviation[] {
  if (!authentication) return []
  const what = '<authentication> stands in web.config'
  const consequence = 'IIS has locked it there: every request is a 500.19; and two sites share this file'
  return [{ where: 'web.config', what, consequence, write: 'nothing: install-iis.cmd sets it in IIS itself' }]
}

function checkAppSettings(settings: Element | undefined): readonly Deviation[] {
  const values = new Map(settings?.children.map(({ attributes }) => [attributes.key ?? '', attributes.value ?? '']))
  const says = (what: string, consequence: string, write: string): Deviation => ({
    where: 'web.config',
    what,
    consequence,
    write,
  })
  const found: Deviation[] = []
  const add = (key: string, example: string) => `<add key="${key}" value="${example}" />`
  if (!values.get('KALLITHEA_INI')) {
    const consequence = 'the server looks for my.ini beside server.ts, or does not start'
    found.push(says('KALLITHEA_INI is missing', consequence, add('KALLITHEA_INI', '…\\my.ini')))
  }
  if (!values.get('NODE_COMPILE_CACHE')) {
    const consequence = 'each start takes some seconds longer'
    found.push(says('NODE_COMPILE_CACHE is missing', consequence, add('NODE_COMPILE_CACHE', '…\\compile-cache')))
  }
  for (const name of values.keys()) {
    if (!/^(PORT|NODE_ENV|NODE_PENDING_PIPE_INSTANCES|IISNODE_.*)$/i.test(name)) continue
    found.push(says(`${name} is set`, 'it contradicts what iisnode itself says', 'nothing: take the entry away'))
  }
  const [site, url] = [values.get('KALLITHEA_CLIENT_SITE'), values.get('KALLITHEA_CLIENT_URL')]
  if (Boolean(site) !== Boolean(url)) {
    const missing = site ? 'KALLITHEA_CLIENT_URL' : 'KALLITHEA_CLIENT_SITE'
    const consequence = 'the second site is not told apart, or nobody learns its address'
    found.push(says(`${missing} is missing`, consequence, add(missing, site ? 'https://git.example.com' : '…')))
  }
  return found
}
