/** What in front of the application can break an address, and how it is set right. */
export interface FrontSetting {
  readonly name: string
  /** What to write, and where. */
  readonly todo: string
  /** By which statuses it refuses; any unless told. */
  readonly statuses?: readonly number[]
}

const filtering = 'web.config, security/requestFiltering'

export const frontSettings = {
  front: {
    name: 'the way to the application',
    todo: 'URL Rewrite and iisnode are installed, and web.config is as shipped: handlers, rewrite, promoteServerVars',
  },
  hiddenSegments: { name: 'hiddenSegments', todo: `${filtering}: <hiddenSegments><clear /></hiddenSegments>` },
  fileExtensions: {
    name: 'fileExtensions',
    todo: `${filtering}: <fileExtensions allowUnlisted="true"><clear /></fileExtensions>`,
  },
  allowDoubleEscaping: { name: 'allowDoubleEscaping', todo: `${filtering}: allowDoubleEscaping="true"` },
  allowHighBitCharacters: { name: 'allowHighBitCharacters', todo: `${filtering}: allowHighBitCharacters="true"` },
  denyUrlSequences: { name: 'denyUrlSequences', todo: `${filtering}: <denyUrlSequences><clear /></denyUrlSequences>` },
  denyQueryStringSequences: {
    name: 'denyQueryStringSequences',
    todo: `${filtering}: <denyQueryStringSequences><clear /></denyQueryStringSequences>`,
  },
  maxUrl: { name: 'maxUrl', todo: `${filtering}: <requestLimits maxUrl="16384">` },
  maxQueryString: { name: 'maxQueryString', todo: `${filtering}: <requestLimits maxQueryString="16384">` },
  headerLimits: {
    name: 'headerLimits',
    todo: `${filtering}/requestLimits: <headerLimits> with each X-iisnode-… and sizeLimit="0"`,
  },
  verbs: {
    name: 'verbs',
    todo: `${filtering}: <verbs allowUnlisted="true">, of which only TRACE is refused`,
    statuses: [404],
  },
  webDav: { name: 'WebDAV', todo: 'web.config, modules: <remove name="WebDAVModule" />', statuses: [405, 501] },
  httpErrors: { name: 'httpErrors', todo: 'web.config: <httpErrors existingResponse="PassThrough" />' },
  unencodedUrl: {
    name: 'UNENCODED_URL',
    todo: 'web.config, iisnode promoteServerVars: the list as shipped, which ends with UNENCODED_URL',
  },
  segmentLength: {
    name: 'UrlSegmentMaxLength of http.sys',
    todo: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters UrlSegmentMaxLength = 0, then restart Windows',
  },
  fileNames: {
    name: 'names that Windows keeps for itself',
    todo: 'none is known; what has such a name is reached by its folder’s archive',
  },
} as const satisfies Readonly<Record<string, FrontSetting>>

export type Suspect = keyof typeof frontSettings

/** Below it every address is answered, whatever it is. */
export const echoPath = '/-/echo/'

/** One request that something in front of the application may break. */
export interface AddressTrial {
  readonly name: string
  /** Behind `echoPath`, as it goes out. */
  readonly path: string
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'OPTIONS' | 'PROPFIND'
  readonly headers: Readonly<Record<string, string>>
  /** What the application answers; refused: IIS must not let it through. */
  readonly expects: 200 | 404 | 'refused'
  readonly suspects: readonly Suspect[]
  /** A browser would send another address. */
  readonly isForPrograms: boolean
}

type Options = Partial<Omit<AddressTrial, 'path' | 'suspects'>>

function trial(path: string, suspects: readonly Suspect[], options: Options = {}): AddressTrial {
  return { name: path, path, method: 'GET', headers: {}, expects: 200, suspects, isForPrograms: false, ...options }
}

/** The first one is nothing special: without it no other says anything. */
export const addressTrials: readonly AddressTrial[] = [
  trial('plain.txt', ['front']),
  trial('bin/x', ['hiddenSegments']),
  trial('App_Data/x', ['hiddenSegments']),
  trial('x.cs', ['fileExtensions']),
  trial('x.java', ['fileExtensions']),
  trial('web.config', ['hiddenSegments', 'fileExtensions']),
  trial('bin/x.cs', ['hiddenSegments', 'fileExtensions']),
  trial('a%2520b', ['allowDoubleEscaping']),
  trial('a+b', ['allowDoubleEscaping', 'denyUrlSequences']),
  trial('a%2Bb', ['allowDoubleEscaping', 'denyUrlSequences']),
  trial('100%25', ['allowDoubleEscaping', 'denyUrlSequences']),
  trial('%E6%97%A5%E6%9C%AC%E8%AA%9E', ['allowHighBitCharacters'], { name: '日本語' }),
  trial('a&b', ['denyUrlSequences']),
  trial('%22%3E%3Cscript%3E', ['denyUrlSequences'], { name: '"><script>' }),
  trial('a%2F..%2Fb', ['denyUrlSequences', 'unencodedUrl']),
  trial('a%2Fb', ['unencodedUrl']),
  trial('a%5Cb', ['unencodedUrl']),
  trial('a%3Fb%23c', ['unencodedUrl']),
  trial('a//b', ['unencodedUrl']),
  trial('a/../b/./c', ['denyUrlSequences', 'unencodedUrl'], { isForPrograms: true }),
  trial('x-original-url', ['unencodedUrl'], {
    name: 'X-Original-URL from a browser',
    headers: { 'X-Original-URL': '/evil' },
  }),
  trial('-x', ['front']),
  trial('x.', ['fileNames']),
  trial('x%20', ['fileNames']),
  trial('con.txt', ['fileNames']),
  trial('a%3Ab', ['fileNames', 'denyUrlSequences']),
  trial('n'.repeat(250), ['segmentLength'], { name: 'a name of 250 letters' }),
  trial(Array.from({ length: 30 }, () => 'n'.repeat(180)).join('/'), ['maxUrl'], { name: 'a path of 5000 letters' }),
  trial(`q?text=${'q'.repeat(4000)}`, ['maxQueryString'], { name: 'a query of 4000 letters' }),
  trial('q?text=%3Cb%3E..%27--&a+b', ['denyQueryStringSequences'], { name: 'a query like an attack' }),
  trial('verb', ['verbs', 'webDav'], { name: 'PUT', method: 'PUT' }),
  trial('verb', ['verbs', 'webDav'], { name: 'DELETE', method: 'DELETE' }),
  trial('verb', ['verbs', 'webDav'], { name: 'OPTIONS', method: 'OPTIONS' }),
  trial('verb', ['verbs', 'webDav'], { name: 'PROPFIND', method: 'PROPFIND' }),
  trial('error?status=404', ['httpErrors'], { name: 'an error of the application', expects: 404 }),
  trial('header', ['headerLimits'], {
    name: 'X-iisnode-REMOTE_USER from a browser',
    headers: { 'X-iisnode-REMOTE_USER': 'CORP\\evil' },
    expects: 'refused',
  }),
]
