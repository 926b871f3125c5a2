import test from 'ava'
import type { PluginValues } from '#auth/auth.ts'
import { mistakeInDomains, mistakeInSame, parseFullName, readDomains } from '../../lib/auth/full-name.ts'

const names: readonly (readonly [string, string, string])[] = [
  ['joe', 'joe', '.'],
  ['CORP\\joe', 'joe', 'CORP'],
  ['joe@corp.example.com', 'joe', 'corp.example.com'],
  ['corp.example.com\\joe', 'joe', 'corp.example.com'],
  ['CORP\\joe@R', 'joe', 'CORP@R'],
  ['joe@R@S', 'joe', 'R@S'],
  ['joe@R\\x', 'joe', 'R\\x'],
  ['A\\B\\joe', 'joe', 'A\\B'],
  ['\\joe', 'joe', '.'],
  ['.\\joe', 'joe', '.'],
  ['joe@', 'joe', '.'],
  ['CORP\\', '', 'CORP'],
  ['@realm', '', 'realm'],
  ['', '', '.'],
]
for (const [name, account, domain] of names) {
  test(`${name || 'nothing'} is ${account || 'nobody'} of ${domain}`, t => {
    t.deepEqual(parseFullName(name), { account, domain })
  })
}

test('no rows let every domain in, and make no two names one', t => {
  const rows: readonly PluginValues[] = [{}, { domains: null, domain_names: null }, { domains: ' ', domain_names: '' }]
  for (const values of rows) {
    const { mayEnter, isSame } = readDomains(values)
    t.true(mayEnter('CORP\\joe'))
    t.true(mayEnter('joe'))
    t.false(isSame('CORP\\joe', 'EAST\\joe'))
    t.true(isSame('CORP\\joe', 'corp\\JOE'))
  }
})

test('a domain may have more than two names, and rows that nobody could save do no harm', t => {
  const { isSame } = readDomains({ domain_names: 'A = b = C, d, = ,, E = , F = a' })
  t.true(isSame('a\\joe', 'joe@c'))
  t.true(isSame('b\\joe', 'joe@c'))
  t.false(isSame('d\\joe', 'joe@c'))
  t.false(isSame('f\\joe', 'e\\joe'))
})

test('letters that fold into others are others', t => {
  const { isSame } = readDomains({})
  for (const [one, other] of [
    ['kate', '\u212aate'],
    ['strasse', 'straße'],
    ['ines', '\u0131nes'],
    ['sam', '\u017fam'],
  ] as const) {
    t.false(isSame(`CORP\\${one}`, `CORP\\${other}`), other)
    t.false(isSame(`CORP\\${other}`, `CORP\\${one}`), other)
  }
  t.true(isSame('CORP\\JÜRGEN', 'corp\\jürgen'))
})

test('what cannot be read is no list of domains', t => {
  for (const good of ['', ' ', 'CORP', 'CORP, .', 'corp.example.com,EAST']) t.is(mistakeInDomains(good), null, good)
  for (const bad of [',', 'CORP,', 'CORP EAST', 'CORP\\joe', 'joe@corp', 'A=B']) {
    t.is(typeof mistakeInDomains(bad), 'string', bad)
  }
  for (const good of ['', 'A = b', 'A=b=c, D = e', 'A = .']) t.is(mistakeInSame(good), null, good)
  for (const bad of ['A', 'A =', '= b', 'A = b,', 'A b = c', 'A = b, c = B', 'A = a', 'A\\x = b']) {
    t.is(typeof mistakeInSame(bad), 'string', bad)
  }
})
