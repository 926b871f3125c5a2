import { hostname } from 'node:os'
import test from 'ava'
import { isLocal } from '#hosting/local.ts'
import type { HeaderLine } from '#hosting/headers.ts'

const isFrom = (address: string, lines: readonly HeaderLine[]) =>
  isLocal(address, lines, 'https://code.corp.example/kallithea')
const host = (name: string): readonly HeaderLine[] => [['Host', name]]

test('who sits at this machine comes from its own address, and asks it by a name of its own', t => {
  for (const name of [
    'localhost',
    'localhost:5000',
    '127.0.0.1:80',
    '[::1]:5000',
    hostname(),
    `${hostname()}.corp`,
    'CODE.corp.example',
  ]) {
    t.true(isFrom('127.0.0.1', host(name)), name)
    t.true(isFrom('::1', host(name)), name)
    t.false(isFrom('10.1.2.3', host(name)), name)
  }
  t.true(isFrom('127.8.9.10', host('localhost')))
  for (const address of ['0.0.0.0', '::', 'fe80::1', '', 'localhost', '::ffff:10.1.2.3']) {
    t.false(isFrom(address, host('localhost')), address)
  }
})

test('what a proxy on this machine passes on, or a page of elsewhere asks for, is not local', t => {
  t.false(isFrom('127.0.0.1', []))
  t.false(isFrom('127.0.0.1', host('evil.example')))
  t.false(isFrom('127.0.0.1', host('localhost.evil.example')))
  t.false(isFrom('127.0.0.1', [...host('localhost'), ...host('evil.example')]))
  for (const name of ['X-Forwarded-For', 'x-forwarded-host', 'Forwarded', 'Via', 'X-Real-IP', 'X-ARR-LOG-ID']) {
    t.false(isFrom('127.0.0.1', [...host('localhost'), [name, '127.0.0.1']]), name)
  }
})
