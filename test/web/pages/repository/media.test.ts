import test from 'ava'
import { openBrowser, withPage } from '../../../helpers/browser.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { startStandIn } from '../../../helpers/iisnode/stand-in.ts'
import { makePdf, makePng, makeWave } from '../../../helpers/media.ts'
import { kinds } from '../../../helpers/repository-pages.ts'
import { shareSite } from '../../../helpers/shared-site.ts'
import { makeSite } from '../../../helpers/site.ts'

const sound = makeWave(180)
const film = Buffer.from([0, 0, 0, 0x18, ...Buffer.from('ftypmp42')])
const names = '"Name";Age\nAnn;3\n"<b>Bob</b>";4\n'

const history = [
  commit('all of them', {
    'paper.pdf': makePdf('Hello'),
    'fake.pdf': '<script>alert(1)</script>',
    'song.wav': sound,
    'film.MP4': film,
    'photo.png': makePng(3, 2, 'cc3344'),
    'people.csv': names,
    'long.tsv': `a\tb\n${'1\t2\n'.repeat(1200)}`,
    'odd.csv': 'a,"b\n',
  }),
]

const site = shareSite({ repositories: { git: { commits: history }, hg: { kind: 'hg', commits: history } } })

const sandbox = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

for (const kind of kinds) {
  const ask = (rest: string, headers = {}) => site().client().ask(`/${kind}${rest}`, { headers })

  test(`a PDF of ${kind} is framed by its page, and by nothing else`, async t => {
    const { headers, text } = await ask('/files/tip/paper.pdf')
    t.regex(text, new RegExp(`<iframe class="document" src="/${kind}/raw/tip/paper.pdf\\?shown=1" title="paper.pdf">`))
    t.regex(headers.get('content-security-policy') ?? '', /object-src 'none';frame-src 'self';/)
    const shown = await ask('/raw/tip/paper.pdf?shown=1')
    t.is(shown.headers.get('content-type'), 'application/pdf')
    t.is(
      shown.headers.get('content-security-policy'),
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    )
    t.is(shown.headers.get('x-frame-options'), 'SAMEORIGIN')
    t.is(shown.headers.get('x-content-type-options'), 'nosniff')
    t.is(shown.headers.get('content-disposition'), null)
    for (const other of ['/files/tip/photo.png', '/files/tip/', '/raw/tip/photo.png', '/raw/tip/paper.pdf']) {
      const answer = await ask(other)
      t.notRegex(answer.headers.get('content-security-policy') ?? '', /frame-src 'self'|frame-ancestors 'self'/, other)
      t.is(answer.headers.get('x-frame-options'), 'DENY', other)
    }
  })

  test(`what is only called a PDF in ${kind} is saved; so is all of it at Kallithea's address`, async t => {
    for (const rest of ['/raw/tip/fake.pdf?shown=1', '/raw/tip/paper.pdf', '/raw/tip/song.wav']) {
      const { headers } = await ask(rest)
      t.is(headers.get('content-type'), 'application/octet-stream', rest)
      t.regex(headers.get('content-disposition') ?? '', /^attachment;/, rest)
      t.is(headers.get('content-security-policy'), sandbox, rest)
    }
  })

  test(`sound and films of ${kind} have the controls of the browser`, async t => {
    t.regex((await ask('/files/tip/song.wav')).text, /<audio src="[^"]*song.wav\?shown=1"[^>]* controls>/)
    t.regex((await ask('/files/tip/film.MP4')).text, /<video src="[^"]*film.MP4\?shown=1"[^>]* controls>/)
    const { headers } = await ask('/raw/tip/film.MP4?shown=1')
    t.is(headers.get('content-type'), 'video/mp4')
    t.is(headers.get('content-security-policy'), sandbox)
  })

  test(`parts of a file of ${kind} can be had`, async t => {
    const part = async (range: string, more = {}) => {
      const { status, headers } = await ask('/raw/tip/song.wav?shown=1', { range, ...more })
      return [status, headers.get('content-range'), headers.get('content-length')]
    }
    const size = sound.length
    const etag = (await ask('/raw/tip/song.wav?shown=1')).headers.get('etag')
    t.deepEqual(await part('bytes=0-43'), [206, `bytes 0-43/${size}`, '44'])
    t.deepEqual(await part('bytes=1200000-'), [206, `bytes 1200000-${size - 1}/${size}`, `${size - 1_200_000}`])
    t.deepEqual(await part('bytes=-44', { 'if-range': etag }), [206, `bytes ${size - 44}-${size - 1}/${size}`, '44'])
    t.deepEqual(await part('bytes=0-43', { 'if-range': '"another"' }), [200, null, `${size}`])
    t.deepEqual((await part(`bytes=${size}-`)).slice(0, 2), [416, `bytes */${size}`])
    const { text } = await ask('/raw/tip/song.wav', { range: 'bytes=0-3' })
    t.is(text, 'RIFF')
    t.is((await ask('/raw/tip/people.csv', { range: 'bytes=0-3' })).status, 200)
  })

  test(`values of ${kind} stand in a table with its head and numbered rows, and are text`, async t => {
    const { text } = await ask('/files/tip/people.csv')
    t.regex(text, /2 rows · 32 B · UTF-8 · LF/)
    t.regex(text, /<th class="c" scope="col">Name<\/th><th class="c" scope="col">Age<\/th>/)
    t.regex(text, /<tr id="L2"><th class="n" scope="row"><a href="#L2"[^>]*>2<\/a><\/th><td class="c">Ann</)
    t.regex(text, /<td class="c">Ann<\/td><td class="c">3<\/td>/)
    t.regex(text, /<td class="c">&lt;b&gt;Bob&lt;\/b&gt;<\/td>/)
    t.regex(text, /href="[^"]*people.csv\?view=source">Source</)
    t.regex((await ask('/files/tip/people.csv?view=source')).text, /id="L1"[\s\S]*&quot;Name&quot;[\s\S]*;Age/)
    t.regex((await ask('/files/tip/long.tsv')).text, /The first 1000 of 1200 rows/)
    t.regex((await ask('/files/tip/odd.csv')).text, /1 line · 5 B/)
  })
}

test('to show a file, or a part of it, no process is started', async t => {
  const { site: served, client } = site()
  const before = served.vcs.runner.started()
  for (const kind of kinds)
    for (const name of ['', ...Object.keys(history[0]?.files ?? {})])
      for (const page of name === '' ? ['files'] : ['files', 'raw', 'rawfile'])
        t.is((await client().ask(`/${kind}/${page}/tip/${name}`)).status, 200, name)
  t.is(served.vcs.runner.started(), before)
})

test('a part goes through IIS as it is', async t => {
  t.timeout(300_000)
  const { ini } = await makeSite(t, { repositories: { git: { commits: history } } })
  const iis = await startStandIn(t, { authentication: 'anonymous', ini })
  const answer = await iis.ask('/git/raw/tip/song.wav?shown=1', { headers: { range: 'bytes=1200000-1200099' } })
  t.is(answer.status, 206)
  t.is(answer.headers['content-range'], `bytes 1200000-1200099/${sound.length}`)
  t.is(answer.text, sound.subarray(1_200_000, 1_200_100).toString())
})

test('a browser shows the PDF, and a player jumps', async t => {
  t.timeout(300_000)
  const { origin } = site()
  await withPage(await openBrowser(t), {}, {}, async page => {
    const refused: string[] = []
    page.on('console', message => refused.push(message.text()))
    await page.goto(`${origin}/git/files/tip/song.wav`)
    const jumped = await page.evaluate<number>(`new Promise(resolve => {
      const player = document.querySelector('audio')
      player.onseeked = () => resolve(player.currentTime)
      player.currentTime = 150
    })`)
    t.is(jumped, 150)
    await page.goto(`${origin}/git/files/tip/paper.pdf`)
    const hasViewer = () => page.frames().some(frame => frame.url().startsWith('chrome-extension:'))
    for (let wait = 0; wait < 300 && !hasViewer(); wait++) await page.waitForTimeout(200)
    t.true(hasViewer())
    t.deepEqual(
      refused.filter(text => /Content.Security.Policy|frame/i.test(text)),
      [],
    )
  })
})
