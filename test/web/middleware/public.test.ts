import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { assetPath, publicFolder } from '#web/assets.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

test('a file under its own hash may be kept for a year, under another not', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client()
  const answer = await client.ask(assetPath('style.css'))
  t.is(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  t.is(answer.headers.get('content-type'), 'text/css; charset=utf-8')
  t.is(answer.text, await readFile(join(publicFolder, 'style.css'), 'utf8'))
  const old = await client.ask('/-/public/000000000000/style.css')
  t.is(old.status, 200)
  t.is(old.headers.get('cache-control'), 'no-cache')
})

test('nothing else of the disk is served', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client()
  for (const path of ['no-such.css', '%2e%2e/app.ts', '', 'style.css/', '.', '%2e%2e']) {
    t.is((await client.ask(`/-/public/000000000000/${path}`)).status, 404, path)
  }
  t.is((await client.ask('/-/public/000000000000/..%2f..%2fapp.ts')).status, 400)
})

test('files are sent compressed to whom that is welcome', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client()
  for (const encoding of ['gzip', 'br', 'zstd']) {
    const answer = await client.ask(assetPath('style.css'), { headers: { 'accept-encoding': encoding } })
    t.is(answer.headers.get('content-encoding'), encoding)
  }
})
