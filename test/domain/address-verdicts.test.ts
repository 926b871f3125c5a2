import { fileURLToPath } from 'node:url'
import test, { type ExecutionContext } from 'ava'
import { addressTrials } from '#domain/address-trials.ts'
import { judgeAddresses, type SeenAnswer } from '#domain/address-verdicts.ts'
import { type StandIn, type StandInSite, startStandIn } from '../helpers/iisnode/stand-in.ts'

type Edit = (webConfig: string) => string

const without = (name: string): Edit => cut(`<${name}>\\s*<clear />\\s*</${name}>`)
const cut =
  (pattern: string): Edit =>
  text => {
    const edited = text.replace(new RegExp(pattern, 's'), '')
    if (edited === text) throw new Error(`web.config has no ${pattern}`)
    return edited
  }
const swap =
  (from: string, to: string): Edit =>
  text => {
    if (!text.includes(from)) throw new Error(`web.config has no ${from}`)
    return text.replace(from, to)
  }

/** What a broken web.config makes of the trials: the name of each that is wrong, and what is blamed. */
const broken: Readonly<Record<string, { readonly edit: Edit; readonly wrong: Readonly<Record<string, string>> }>> = {
  hiddenSegments: {
    edit: without('hiddenSegments'),
    wrong: {
      'bin/x': 'hiddenSegments',
      'App_Data/x': 'hiddenSegments',
      'web.config': 'hiddenSegments',
      'bin/x.cs': 'hiddenSegments',
    },
  },
  fileExtensions: {
    edit: cut('<fileExtensions.*?</fileExtensions>'),
    wrong: {
      'x.cs': 'fileExtensions',
      'x.java': 'fileExtensions',
      'web.config': 'fileExtensions',
      'bin/x.cs': 'fileExtensions',
    },
  },
  allowDoubleEscaping: {
    edit: swap('allowDoubleEscaping="true"', 'allowDoubleEscaping="false"'),
    wrong: { 'a%2520b': 'allowDoubleEscaping', 'a+b': 'allowDoubleEscaping', 'a%2Bb': 'allowDoubleEscaping' },
  },
  denyUrlSequences: {
    edit: text =>
      text.replace(
        /<denyUrlSequences>.*?<\/denyUrlSequences>/s,
        '<denyUrlSequences><add sequence="&amp;" /></denyUrlSequences>',
      ),
    wrong: { 'a&b': 'denyUrlSequences' },
  },
  maxUrl: { edit: swap('maxUrl="16384"', 'maxUrl="4096"'), wrong: { 'a path of 5000 letters': 'maxUrl' } },
  maxQueryString: {
    edit: swap(' maxQueryString="16384"', ''),
    wrong: { 'a query of 4000 letters': 'maxQueryString' },
  },
  denyQueryStringSequences: {
    edit: text =>
      text.replace(
        /<denyQueryStringSequences>.*?<\/denyQueryStringSequences>/s,
        '<denyQueryStringSequences><add sequence="--" /></denyQueryStringSequences>',
      ),
    wrong: { 'a query like an attack': 'denyQueryStringSequences' },
  },
  verbs: {
    edit: swap('<add verb="TRACE" allowed="false" />', '<add verb="PUT" allowed="false" />'),
    wrong: { PUT: 'verbs' },
  },
  httpErrors: {
    edit: cut('<httpErrors existingResponse="PassThrough" />'),
    wrong: { 'an error of the application': 'httpErrors' },
  },
  headerLimits: {
    edit: cut('<add header="X-iisnode-REMOTE_USER" sizeLimit="0" />'),
    wrong: { 'X-iisnode-REMOTE_USER from a browser': 'headerLimits' },
  },
  promoteServerVars: {
    edit: swap(',UNENCODED_URL"', '"'),
    wrong: Object.fromEntries(
      addressTrials
        .filter(({ expects }) => expects !== 'refused')
        .map(({ name }) => [name, 'the way to the application']),
    ),
  },
}
test('with the web.config that is shipped every address arrives, at the root and in a folder', async t => {
  const iis = await startFront(t, text => text)
  for (const site of [iis, await iis.addSite({ site: '/kallithea', authentication: 'anonymous' })]) {
    const verdicts = judgeAddresses(await tryAll(site), site.base)
    t.is(verdicts.length, addressTrials.length)
    t.deepEqual(
      verdicts.filter(({ is }) => is !== 'right'),
      [],
    )
  }
})

for (const [title, { edit, wrong }] of Object.entries(broken)) {
  test(`exactly what a broken setting breaks is wrong, and the setting is blamed: ${title}`, async t => {
    const iis = await startFront(t, edit)
    const verdicts = judgeAddresses(await tryAll(iis), iis.base).filter(({ is }) => is !== 'right')
    const told = verdicts.map(({ trial, blamed }) => [trial.name, blamed.map(({ name }) => name).join()])
    t.deepEqual(Object.fromEntries(told), wrong)
  })
}

test('where IIS asks who it is, nothing is known of an address', async t => {
  const iis = await startFront(t, text => text)
  const asking = await iis.addSite({ authentication: 'windows' })
  const verdicts = judgeAddresses(await tryAll(asking), asking.base)
  t.deepEqual(
    verdicts.filter(({ is, trial }) => is !== 'unknown' && trial.expects !== 'refused'),
    [],
  )
})

/** What stands in front decides, so a program that starts fast stands behind it. */
async function startFront(t: ExecutionContext, edit: Edit): Promise<StandIn> {
  const program = fileURLToPath(new URL('../helpers/iisnode/address-server.ts', import.meta.url))
  return startStandIn(t, { program, edit, authentication: 'anonymous' })
}

async function tryAll(iis: StandInSite): Promise<readonly SeenAnswer[]> {
  const seen: SeenAnswer[] = []
  for (const { name, path, method, headers } of addressTrials) {
    const { status, text } = await iis.ask(`${iis.base}/-/echo/${path}`, { method, headers })
    seen.push({ name, status, text })
  }
  return seen
}
