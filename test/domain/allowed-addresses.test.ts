import test from 'ava'
import { parseNetwork } from '#domain/allowed-addresses.ts'

test('an address becomes a network of one, and a network stays as it was written', t => {
  t.is(parseNetwork(' 10.1.2.3 '), '10.1.2.3/32')
  t.is(parseNetwork('2001:DB8::1'), '2001:DB8::1/128')
  for (const network of ['10.0.0.0/8', '0.0.0.0/0', '10.1.2.3/32', '::/0', 'fe80::/10', '::1/128']) {
    t.is(parseNetwork(network), network)
  }
})

test('nothing else is a network', t => {
  const wrong = [
    '',
    '/',
    '/8',
    '10',
    '10.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
  ]
  for (const text of [
    ...wrong,
    '::/129',
    '1::2::3',
    'fe80::1%eth0',
    'example.com',
    '10.0.0.0/255.0.0.0',
    '256.1.1.1',
  ]) {
    t.is(parseNetwork(text), null, text)
  }
})
