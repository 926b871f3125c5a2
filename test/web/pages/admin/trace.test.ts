import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import type { Line } from '#trace/line.ts'
import { askedFolder, traceFolder } from '#trace/places.ts'
import { openRecorder } from '#trace/recorder.ts'
import { openAdministration } from '../../../helpers/administration.ts'
import { openBrowser, withPage } from '../../../helpers/browser.ts'
import { findFaults } from '../../../helpers/page-faults.ts'
import type { Client } from '../../../helpers/web.ts'

const address = '/_admin/trace'

async function open(t: ExecutionContext) {
  const { admin, ini, server } = await openAdministration(t)
  const folder = traceFolder(ini)
  const recorders = [1, 2].map(pid => openRecorder(folder, { logs: null, pid: 4312 + pid }))
  const [first, second] = recorders.map(recorder => (about: Partial<Line> & Pick<Line, 'text'>) => {
    recorder.write({ ...usual, time: new Date(), ...about })
  })
  if (!first || !second) throw new Error('two processes')
  return { admin, server, folder, first, second }
}

const usual = {
  pid: 0,
  namespace: 'kallithea:web:request',
  request: { id: '4c1f22aa', method: 'GET', address: '/projects/app?page=2', user: 'ann' },
  always: false,
}

/** The text of each row, but for the first lines of processes. */
function rowsOf(html: string): readonly string[] {
  const rows = html.match(/<tr[^]*?<\/tr>/g) ?? []
  const texts = rows.map(row =>
    row
      .replace(/<use[^>]*>|<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  return texts.filter(text => !/begins: |^Time/.test(text)).map(text => text.replace(/^[\d:.]+ /, ''))
}

interface Answer {
  readonly position: string
  readonly rows: readonly string[]
}

async function linesSince(client: Client, position: string, query = ''): Promise<Answer> {
  const headers = { 'X-Requested-With': 'XMLHttpRequest' }
  const { text } = await client.ask(`${address}/lines?after=${encodeURIComponent(position)}${query}`, { headers })
  return JSON.parse(text) as Answer
}

test('an administrator sees what all processes said, and what each request is', async t => {
  const { admin, first, second } = await open(t)
  first({ text: 'GET it' })
  first({ text: '<b>200</b> after 3 ms' })
  second({ text: 'Error: no\n    at x', namespace: 'kallithea:web:errors', request: null, always: true })
  second({ text: 'select 1', namespace: 'kallithea:db:database' })
  const { text } = await admin.ask(address)
  t.deepEqual(rowsOf(text), [
    '4313 4c1f22aa web:request GET /projects/app?page=2 ann GET it',
    '4313 4c1f22aa web:request &lt;b&gt;200&lt;/b&gt; after 3 ms',
    '4314 web:errors Error: no at x',
  ])
})

test('namespaces, request, process and words choose', async t => {
  const { admin, first, second } = await open(t)
  first({ text: 'one' })
  first({ text: 'two', request: { ...usual.request, id: '55555555', address: '/other' } })
  second({ text: 'three', namespace: 'kallithea:db:database', request: null })
  const ask = async (query: string) =>
    rowsOf((await admin.ask(`${address}?${query}`)).text).map(row => row.split(' ').at(-1))
  t.deepEqual(await ask('ns=*'), ['one', 'two', 'three'])
  t.deepEqual(await ask('ns=db:*'), ['three'])
  t.deepEqual(await ask('request=55555555'), ['two'])
  t.deepEqual(await ask('ns=*&process=4314'), ['three'])
  t.deepEqual(await ask('text=OTHER'), ['two'])
  const refused = await admin.ask(`${address}?ns=a;b`)
  t.regex(refused.text, /aria-invalid="true" aria-describedby="ns-error"/)
  const { headers, text } = await admin.ask(`${address}/text?request=55555555`)
  t.regex(headers.get('content-disposition') ?? '', /^attachment; filename="trace-.*\.txt"$/)
  t.regex(text, /^[-\d]+ [\d:.]+ 4313 \[55555555 GET \/other ann\] kallithea:web:request two$/)
})

test('to look asks the processes for these namespaces', async t => {
  const { admin, folder } = await open(t)
  await admin.ask(`${address}?ns=vcs:*`)
  const [name = ''] = await readdir(askedFolder(folder))
  t.is(await readFile(path.join(askedFolder(folder), name), 'utf8'), 'kallithea:vcs:*')
})

test('a script gets what came since, each line once, whoever answers', async t => {
  const { admin, first, second } = await open(t)
  first({ text: 'before' })
  const { position } = await linesSince(admin, '')
  let at = position
  const seen: string[] = []
  for (let number = 0; number < 30; number++) {
    ;(number % 2 === 0 ? first : second)({ text: `line-${number}` })
    if (number % 4 !== 0) continue
    const answer = await linesSince(admin, at)
    at = answer.position
    seen.push(...answer.rows)
  }
  seen.push(...(await linesSince(admin, at)).rows)
  t.deepEqual(
    seen.map(row => /line-\d+/.exec(row)?.[0]).toSorted((a, b) => Number(a?.slice(5)) - Number(b?.slice(5))),
    Array.from({ length: 30 }, (_, number) => `line-${number}`),
  )
  t.is((await admin.ask(`${address}/lines`)).status, 400)
})

test('the page goes on by itself until it is paused, misses nothing meanwhile, and has no fault', async t => {
  t.timeout(120_000)
  const { admin, server, first, second } = await open(t)
  first({ text: 'the first line' })
  second({ text: `Error: no\n${'    at somewhere\n'.repeat(60)}`, namespace: 'kallithea:web:errors', always: true })
  const browser = await openBrowser(t)
  await withPage(browser, admin.visitor, {}, async page => {
    await page.goto(server.origin + address)
    first({ text: 'it came by itself' })
    await page.getByText('it came by itself').waitFor()
    const log = page.locator('#trace')
    t.true(await log.evaluate(each => each.scrollHeight - each.scrollTop - each.clientHeight < 2), 'the end is shown')
    const live = page.getByRole('button', { name: 'Live' })
    await live.click()
    t.is(await live.getAttribute('aria-pressed'), 'false')
    for (let number = 0; number < 2500; number++) first({ text: `number ${number}.` })
    await page.waitForTimeout(1500)
    t.is(await page.getByText('number 0.').count(), 0)
    await live.click()
    await page.getByText('number 2499.').waitFor()
    t.is(await page.getByText('number 2499.').count(), 1)
    t.is(await log.locator('tbody tr').count(), 2000)
    t.is(await page.getByText('number 500.').count(), 1)
  })
  t.deepEqual(await findFaults(browser, `${server.origin}${address}?process=4314`, admin.visitor), [])
})
