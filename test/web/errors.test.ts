import test from 'ava'
import { sql } from 'kysely'
import { listen } from '#trace/live.ts'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

test('only what pages know is asked for', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client()
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await client.ask('/', { method })
    t.is(answer.status, 405, method)
    t.is(answer.headers.get('allow'), 'GET, HEAD, POST')
  }
  t.is((await client.ask('/?_method=DELETE')).status, 405)
  t.is((await client.send('/-/look', { _method: 'DELETE' })).status, 405)
  t.is((await client.send('/', {})).status, 405)
})

test('HEAD answers like GET, without a body', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client()
  const answer = await client.ask('/', { method: 'HEAD' })
  t.is(answer.status, 200)
  t.is(answer.text, '')
  t.is((await client.ask('/no-such', { method: 'HEAD' })).status, 302)
})

test('a form of more than a megabyte is refused', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client()
  const body = new URLSearchParams({ theme: 'x'.repeat(1_100_000) })
  t.is((await client.ask('/-/look', { method: 'POST', body })).status, 413)
})

test('a fault of ours shows a number and nothing else, and is told once to the administrators', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client()
  await sql`drop table settings`.execute(site.db)
  const told: string[] = []
  t.teardown(listen(({ text }) => told.push(text)))
  const { status, text } = await client.ask('/')
  t.is(status, 500)
  const number = /id="incident">([^<]+)</.exec(text)?.[1] ?? ''
  t.regex(number, /^K-\d{8}-[0-9a-f]{8}$/)
  t.notRegex(text, /settings|select|sqlite|\.ts\b|node:|\n\s+at /i)
  t.is(told.filter(line => line.includes(number)).length, 1)
})
