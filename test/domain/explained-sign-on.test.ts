import test from 'ava'
import { addIpRule } from '#db/ip-rules.ts'
import { explainSignOn } from '#domain/explained-sign-on.ts'
import { recognizeFromHost } from '#domain/sign-in.ts'
import { readState } from '../helpers/database-state.ts'
import { iisCaller, makeSite, type MadeSite, type SiteOptions } from '../helpers/site.ts'

interface Situation {
  readonly site: SiteOptions
  readonly name: string | null
  /** Of the last sentence. */
  readonly says: RegExp
  readonly arrange?: (made: MadeSite) => Promise<void>
}

const auto = { container: true, globals: ['hg.extern_activate.auto'] }
const manual = { container: true, globals: ['hg.extern_activate.manual'] }
const settled = { users: { alice: { externType: 'container' } } }

const situations: Readonly<Record<string, Situation>> = {
  'not listed': { site: {}, name: 'CORP\\alice', says: /is not in the list/ },
  off: {
    site: { container: true, settings: { auth_container_enabled: 'False' } },
    name: 'CORP\\alice',
    says: /switched off/,
  },
  'nobody is named': { site: auto, name: null, says: /None of the variables/ },
  'another variable is read': {
    site: { container: { header: 'AUTH_USER', fallback_header: '' } },
    name: 'CORP\\alice',
    says: /\{looked\}/,
  },
  'a new account': { site: auto, name: 'CORP\\alice', says: /may be used from/ },
  'a new account waits': { site: manual, name: 'CORP\\alice', says: /waits for an administrator/ },
  'a new account from elsewhere': {
    site: { ...auto, addresses: ['192.0.2.0/24'] },
    name: 'CORP\\alice',
    says: /may not be used from/,
  },
  'an account of its own': { site: { ...auto, ...settled }, name: 'CORP\\alice', says: /is the person of/ },
  'an account that is not active': {
    site: { ...manual, users: { alice: { externType: 'container', active: false } } },
    name: 'CORP\\alice',
    says: /is not active/,
  },
  'an account of another plugin': { site: { ...auto, users: { alice: {} } }, name: 'CORP\\alice', says: /belongs to/ },
  'an account of nobody’s plugin that is not active': {
    site: { ...auto, users: { alice: { externType: null, active: false } } },
    name: 'CORP\\alice',
    says: /is not active/,
  },
  'an account from elsewhere': {
    site: { ...auto, ...settled },
    name: 'CORP\\alice',
    says: /may not be used from/,
    arrange: async ({ site, user }) => addIpRule(site.db, (await user('alice')).id, '192.0.2.0/24'),
  },
  'another domain': {
    site: { ...auto, container: { domains: 'EAST' } },
    name: 'CORP\\alice',
    says: /domain that may not sign on/,
  },
  'another person': {
    site: { ...auto, ...settled },
    name: 'EAST\\alice',
    says: /taken for another person/,
    arrange: async ({ site }) => void (await recognizeFromHost(site, iisCaller('CORP\\alice'))),
  },
  'an administrator is asked first': {
    site: { ...auto, ...settled, container: { ask_administrator: 'True' } },
    name: 'CORP\\alice',
    says: /has to say first/,
  },
  'the default user': { site: auto, name: 'CORP\\default', says: /belongs to|default/ },
  'a name that is too long': { site: auto, name: `CORP\\${'a'.repeat(300)}`, says: /longer than/ },
  'the whole name': { site: { ...auto, container: { clean_username: '' } }, name: 'CORP\\alice', says: /may be used/ },
}

for (const [title, { site: options, name, says, arrange }] of Object.entries(situations)) {
  test(`what is explained is what sign-on does, and nothing is done: ${title}`, async t => {
    const made = await makeSite(t, options)
    await arrange?.(made)
    const caller = iisCaller(name)
    const before = await readState(made.site.db)
    const { steps, outcome } = await explainSignOn(made.site, caller)
    t.is(await readState(made.site.db), before)
    t.regex(steps.at(-1)?.text ?? '', says)
    const found = await recognizeFromHost(made.site, caller)
    t.deepEqual(outcome, found && typeof found !== 'string' ? { account: found.username } : found)
    const isOut = outcome === null || typeof outcome === 'string'
    t.is(
      steps.some(({ tone }) => tone === 'bad'),
      isOut && title !== 'a new account waits',
    )
    for (const { text, values } of steps) {
      for (const [, hole = ''] of text.matchAll(/\{(\w+)\}/g)) t.true(hole in values, `${hole} in ${text}`)
    }
  })
}
