import test from 'ava'
import { mayReturnTo } from '#domain/came-from.ts'

const good = [
  '/',
  '/a',
  '/projects/app/files/tip/a%20b.txt?x=1&y=2',
  '/_admin/auth',
  '/b%C3%BCro',
  "/a!#$%&'()*+,-.:;=?@_~",
  '/a//b',
  `/${'a'.repeat(2047)}`,
]
for (const target of good) {
  test(`a sign-on may lead to ${target}`, t => t.true(mayReturnTo(target)))
}

const bad = [
  '',
  'a',
  '//h',
  '///h',
  '/\\h',
  '\\\\h',
  '\\h',
  '/%5ch',
  '/%5Ch',
  '/%2fh',
  '/%2F%2Fh',
  'https:h',
  'https://h',
  'HTTPS://h',
  '/a\r\nSet-Cookie: x',
  '/a\nb',
  '/a\tb',
  ' /a',
  '/a b',
  'javascript:alert(1)',
  'data:text/html,x',
  '/ü',
  '/a\0',
  '/a"b',
  '/<a>',
  '/[a]',
  '/a|b',
  '/a^b',
  '/`a`',
  '/{a}',
  '?x',
  '#x',
  '@h',
  '/a\u2028',
  '/\u2044h',
  './/h',
  `/${'a'.repeat(2048)}`,
]
for (const target of bad) {
  test(`a sign-on may not lead to ${JSON.stringify(target)}`, t => t.false(mayReturnTo(target)))
}
