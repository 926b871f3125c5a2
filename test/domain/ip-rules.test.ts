import test from 'ava'
import { isInside, mayComeFrom } from '#domain/ip-rules.ts'
import { makeSite } from '../helpers/site.ts'

const cases: readonly (readonly [string, readonly string[], boolean])[] = [
  ['10.1.2.3', [], true],
  ['0.0.0.0', [], true],
  ['10.1.2.3', ['10.0.0.0/8'], true],
  ['10.1.2.3', ['10.99.0.1/8'], true],
  ['11.1.2.3', ['10.0.0.0/8'], false],
  ['11.1.2.3', ['10.0.0.0/8', '11.1.2.3/32'], true],
  ['11.1.2.4', ['11.1.2.3/32'], false],
  ['11.1.2.3', ['11.1.2.3'], true],
  ['1.2.3.4', ['0.0.0.0/0'], true],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['2001:db9::1', ['2001:db8::/32'], false],
  ['2001:db8::1', ['2001:db8::1/128'], true],
  ['fe80::1%eth0', ['fe80::/10'], true],
  ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
  ['2001:db8::1', ['0.0.0.0/0'], false],
  ['10.1.2.3', ['::/0'], false],
  ['::ffff:10.1.2.3', ['::/0'], false],
  ['10.1.2.3', ['::ffff:10.0.0.0/104'], false],
  ['', ['0.0.0.0/0'], false],
  ['no address', ['0.0.0.0/0'], false],
  ['10.1.2.3', ['nonsense'], false],
  ['10.1.2.3', ['10.0.0.0/99'], false],
  ['10.1.2.3', ['10.0.0.0/x', '10.1.2.0/24'], true],
]
for (const [address, rules, isIn] of cases) {
  test(`${JSON.stringify(address)} is ${isIn ? '' : 'not '}inside ${rules.join(' ') || 'everything'}`, t => {
    t.is(isInside(address, rules), isIn)
  })
}

test("the default user's networks are open to everybody, beside one's own", async t => {
  const { site, user } = await makeSite(t, {
    addresses: ['10.0.0.0/8'],
    users: { ann: { addresses: ['192.0.2.0/24'] }, bob: {} },
  })
  const may = async (name: string, address: string) => mayComeFrom(site, (await user(name)).id, address)
  t.true(await may('ann', '10.1.1.1'))
  t.true(await may('ann', '192.0.2.7'))
  t.false(await may('ann', '127.0.0.1'))
  t.true(await may('bob', '10.1.1.1'))
  t.false(await may('bob', '192.0.2.7'))
})
