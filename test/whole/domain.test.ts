import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import ava, { type ExecutionContext } from 'ava'
import { findUserByName } from '#db/users.ts'
import { type Domain, openDomain, password } from '../helpers/domain/domain.ts'
import { openDomainBrowser } from '../helpers/domain/domain-browser.ts'
import { openNegotiator } from '../helpers/domain/negotiator.ts'
import { startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeSite } from '../helpers/site.ts'

// .ci/domain.mjs has the same rule in words.
const isRoot = process.getuid?.() === 0
const mayRun = process.env['NO_AD'] !== '1' && (process.env['CI'] === 'true' || isRoot)
const test = mayRun ? ava : ava.skip

const ticket = /by Kerberos\.[\s\S]*The browser showed a ticket of Kerberos\.[\s\S]*HTTP\/scm\.corp\.example/

/** What curl does: a file of tickets, or words that name somebody. */
interface Client {
  readonly words: readonly string[]
  readonly tickets?: string
  readonly environment?: Readonly<Record<string, string>>
}

async function curl(
  domain: Domain,
  { words, tickets = '/nonexistent', environment }: Client,
  place = '/_admin/my_account',
) {
  const all = [
    'curl',
    '--silent',
    '--show-error',
    '--location',
    '--cookie',
    '',
    '--write-out',
    '\n%{http_code}',
    ...words,
  ]
  const said = await domain.run([...all, domain.origin + place], {
    environment: { KRB5CCNAME: tickets, ...environment },
  })
  const end = said.lastIndexOf('\n')
  return { status: Number(said.slice(end + 1)), text: said.slice(0, end) }
}

function nameIn(text: string): string | undefined {
  return (
    /<input[^>]*name="username"[^>]*value="([^"]*)"/.exec(text)?.[1] ??
    /value="([^"]*)"[^>]*name="username"/.exec(text)?.[1]
  )
}

test('people of an Active Directory sign on by Kerberos and by NTLM, and nobody else does', async t => {
  t.timeout(600_000)
  const domain = await openDomain(t)
  const { site, ini } = await makeSite(t, { anonymous: false, container: true })
  const iis = await startStandIn(t, { ini, signOn: await openNegotiator(domain) })
  await domain.serve(Number(new URL(iis.origin).port))

  const kerberos = async (user: string): Promise<Client> => ({
    words: ['--negotiate', '--user', ':'],
    tickets: await domain.ticketsOf(user),
  })
  const ntlm = (user: string, secret = password): Client => ({ words: ['--ntlm', '--user', `${user}:${secret}`] })
  const secrets = path.join(domain.folder, 'ntlm')
  await writeFile(secrets, `CORP:carol:${password}\n`)

  const people: readonly (readonly [string, Client, RegExp])[] = [
    ['alice', await kerberos('alice'), ticket],
    ['erik', await kerberos('erik.eide@corp.example'), ticket],
    ['j.o&#39;neil', await kerberos("j.o'neil"), ticket],
    ['åse', await kerberos('åse'), ticket],
    ['bob', ntlm('CORP\\bob'), /The browser sent NTLM as it is/],
    [
      'carol',
      { words: ['--negotiate', '--user', ':'], environment: { NTLM_USER_FILE: secrets } },
      /In the envelope of Negotiate the browser sent NTLM/,
    ],
  ]
  for (const [name, client, kind] of people) {
    const { status, text } = await curl(domain, client)
    t.is(status, 200, name)
    t.is(nameIn(text), name)
    t.regex((await curl(domain, client, '/-/sso')).text, kind, name)
  }
  t.like(await findUserByName(site.db, 'alice'), { externType: 'container', active: true })

  for (const client of [ntlm('CORP\\bob', 'wrong'), ntlm('CORP\\gone'), { words: [] }, ntlm('OTHER\\bob', 'x')])
    t.is((await curl(domain, client)).status, 401)
  const forged = await kerberos('alice')
  const lie = await curl(domain, {
    ...forged,
    words: [...forged.words, '--header', 'X-iisnode-REMOTE_USER: CORP\\bob'],
  })
  t.not(nameIn(lie.text), 'bob')
  t.true(lie.status >= 400)
  await inBrowsers(t, domain)
})

async function inBrowsers(t: ExecutionContext, domain: Domain): Promise<void> {
  const browsers = {
    alice: await openDomainBrowser(t, domain, { tickets: await domain.ticketsOf('alice') }),
    bob: await openDomainBrowser(t, domain, { user: 'CORP\\bob' }),
  }
  for (const [name, browser] of Object.entries(browsers)) {
    const page = await browser.newPage()
    await page.goto(`${domain.origin}/-/sso`)
    t.regex(await page.innerText('main'), name === 'alice' ? /by Kerberos\./ : /by NTLM\./)
    await page.goto(`${domain.origin}/_admin/my_account`)
    t.is(await page.inputValue('input[name=username]'), name)
  }
}
