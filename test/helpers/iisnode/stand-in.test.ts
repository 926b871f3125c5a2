import test from 'ava'
import { type Asked, speak, ticket } from './client.ts'
import { seenIn } from './echo.ts'
import { startNaive } from './naive.ts'

const filteringOfIis = (text: string) => text.replace(/<requestFiltering[\s\S]*<\/requestFiltering>/, '')

test('Windows authentication asks, and Node sees only who signed on', async t => {
  const iis = await startNaive(t, { authentication: 'windows' })
  const asked = await iis.ask('/')
  t.is(asked.status, 401)
  t.is(asked.headers['www-authenticate'], 'Negotiate, NTLM')
  t.deepEqual(iis.processes(), [])
  const { rawHeaders } = seenIn(await iis.ask('/', { as: 'CORP\\alice' }))
  t.is(rawHeaders[rawHeaders.indexOf('Authorization') + 1], 'Negotiate test:CORP\\alice')
  t.is(rawHeaders[rawHeaders.indexOf('X-iisnode-REMOTE_USER') + 1], 'CORP\\alice')
})

test('with mixed authentication every 401 of the program offers Windows too', async t => {
  const iis = await startNaive(t, { authentication: 'mixed' })
  const asked = await iis.ask('/forbidden')
  t.deepEqual([asked.status, asked.headers['www-authenticate']], [401, 'Negotiate, NTLM'])
  t.is((await iis.ask('/')).status, 200)
})

test('NTLM signs on the connection, Negotiate the request', async t => {
  const iis = await startNaive(t, { authentication: 'windows' })
  const twice = (authorization: string) => {
    const first = `GET /a HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`
    return speak(iis.origin, `${first}GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  }
  t.is((await twice(ticket('CORP\\bob').replace('Negotiate', 'NTLM'))).match(/HTTP\/1.1 200/g)?.length, 2)
  t.is((await twice(ticket('CORP\\bob'))).match(/HTTP\/1.1 200/g)?.length, 1)
})

test('http.sys refuses what is too long or no address', async t => {
  const iis = await startNaive(t)
  t.is((await iis.ask('/', { headers: { 'X-Long': 'x'.repeat(17_000) } })).status, 400)
  t.is((await iis.ask(`/${'x'.repeat(261)}`)).status, 400)
  t.is((await iis.ask('/a%0Ab')).status, 400)
  t.is((await iis.ask('/%zz')).status, 400)
})

test('request filtering as IIS has it from the start breaks a code host', async t => {
  const iis = await startNaive(t, { edit: filteringOfIis })
  const headers = { 'Content-Length': 40_000_000 }
  const subStatus = async (path: string) => (await iis.ask(path)).headers['x-emul-substatus']
  t.is(await subStatus('/x/bin/tool'), '8')
  t.is(await subStatus('/x/Program.cs'), '7')
  t.is(await subStatus('/c++'), '11')
  t.is(await subStatus('/a%252Fb'), '11')
  t.is(await subStatus(`/${'x/'.repeat(2050)}`), '14')
  t.is(await subStatus(`/?${'x'.repeat(2049)}`), '15')
  t.is((await iis.ask('/', { method: 'POST', headers: { ...headers, Expect: '100-continue' } })).status, 413)
  const off = await startNaive(t, { edit: filteringOfIis, filtering: false })
  t.is((await off.ask('/x/bin/Program.cs')).status, 200)
})

test('request filtering refuses what a site says it should', async t => {
  const rules = [
    '<requestLimits><headerLimits><add header="X-Short" sizeLimit="3" /></headerLimits></requestLimits>',
    '<verbs><add verb="DELETE" allowed="false" /></verbs>',
    '<denyUrlSequences><add sequence="..%2F" /><add sequence="/no/" /></denyUrlSequences>',
    '<denyQueryStringSequences><add sequence="secret" /></denyQueryStringSequences>',
    '<fileExtensions allowUnlisted="false"><clear /><add fileExtension=".txt" allowed="true" /></fileExtensions>',
    '<hiddenSegments><remove segment="bin" /></hiddenSegments>',
  ]
  const edit = (text: string) =>
    text.replace(
      /<requestFiltering[\s\S]*<\/requestFiltering>/,
      `<requestFiltering>${rules.join('')}</requestFiltering>`,
    )
  const iis = await startNaive(t, { edit })
  const subStatus = async (path: string, asked?: Asked) => (await iis.ask(path, asked)).headers['x-emul-substatus']
  t.is(await subStatus('/', { headers: { 'x-short': '1234' } }), '10')
  t.is(await subStatus('/', { headers: { 'x-short': '123' } }), undefined)
  t.is(await subStatus('/', { method: 'DELETE' }), '6')
  t.is(await subStatus('/%6Eo/'), '5')
  t.is(await subStatus('/?a=SECRET'), '18')
  t.is(await subStatus('/a.html'), '7')
  t.is(await subStatus('/bin/a.txt'), undefined)
})

test('outside the folder of the application IIS itself answers', async t => {
  const iis = await startNaive(t, { site: '/kallithea' })
  t.is((await iis.ask('/other')).headers['x-emul-substatus'], '0')
  t.is((await iis.ask('/KALLITHEA/x')).status, 200)
})

test('applications in several folders of one host and port answer for what is theirs', async t => {
  const root = await startNaive(t)
  const folder = await startNaive(t, { site: '/b', beside: root })
  t.is(folder.address, `${root.origin}/b/`)
  const pidOf = async (path: string) => seenIn(await root.ask(path)).pid
  const [atRoot, inFolder] = [await pidOf('/'), await pidOf('/b/')]
  t.not(atRoot, inFolder)
  for (const path of ['/B', '/b?x', '/%62/c']) t.is(await pidOf(path), inFolder, path)
  for (const path of ['/bc', '/a/b']) t.is(await pidOf(path), atRoot, path)
})
