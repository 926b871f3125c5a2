import { setTimeout as sleep } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import type { Site } from '#domain/site.ts'
import type { Line } from '#trace/line.ts'
import { listen } from '#trace/live.ts'
import { makeSite } from '../../helpers/site.ts'
import { type Client, serve } from '../../helpers/web.ts'

const heard: Line[] = []
listen(line => heard.push(line))

async function open(t: ExecutionContext) {
  const { site } = await makeSite(t, { users: { ann: {} }, ini: { 'session.timeout': '3600' } })
  let time = Date.now()
  const server = await serve(t, { ...site, now: () => new Date(time) })
  return { site, server, wait: (seconds: number) => void (time += seconds * 1000) }
}

const ask = (client: Client, cookie: string) => client.ask('/', { headers: { cookie } })

/** What was said of cookies that name no session of this site. */
async function said({ config }: Site): Promise<readonly string[]> {
  await sleep(200)
  const lines = heard.filter(
    ({ namespace, text }) => namespace === 'kallithea:web:session' && text.includes(config.file),
  )
  return lines.map(({ text }) => text)
}

test('a session that was never opened here is told once an hour, with the key to change', async t => {
  const { site, server, wait } = await open(t)
  for (let times = 0; times < 5; times++) await ask(server.client(), `kallithea=made-elsewhere-${times}`)
  const [line, ...more] = await said(site)
  t.regex(line ?? '', /share the cookie name kallithea: .* Set session\.key in one of the inis/)
  t.false(line?.includes('made-elsewhere'))
  t.deepEqual(more, [])
  wait(3500)
  await ask(server.client(), 'kallithea=made-elsewhere')
  t.is((await said(site)).length, 1)
  wait(200)
  await ask(server.client(), 'kallithea=made-elsewhere')
  t.is((await said(site)).length, 2)
})

test('a session of an instance with a copied ini, secret and all, is told', async t => {
  const [one, other] = [await open(t), await open(t)]
  t.is(one.site.config.session.secret, other.site.config.session.secret)
  const ann = one.server.client()
  await ann.signIn('ann', 'ann-secret')
  await ask(other.server.client(), ann.cookie)
  t.is((await said(other.site)).length, 1)
  t.deepEqual(await said(one.site), [])
})

test('sessions of ours that ended, by time or by signing out, are not told', async t => {
  const { site, server, wait } = await open(t)
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  const signedOut = ann.cookie
  await ann.send('/_admin/logout', {})
  await ann.signIn('ann', 'ann-secret')
  const expired = ann.cookie
  wait(3601)
  for (const cookie of [signedOut, expired]) {
    t.regex(cookie, /^kallithea=[\w-]{40}$/)
    await ask(server.client(), cookie)
  }
  t.deepEqual(await said(site), [])
})

test('other cookies and no cookie are not told', async t => {
  const { site, server } = await open(t)
  for (const cookie of ['theme=dark', 'kallithea_2=made-elsewhere', 'kallithea=']) await ask(server.client(), cookie)
  t.deepEqual(await said(site), [])
})
