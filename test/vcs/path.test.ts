import test from 'ava'
import fc from 'fast-check'
import { isProblem } from '../../lib/std/problem.ts'
import { cleanPath, decodeName, decodePath, encodeName, writablePath } from '../../lib/vcs/path.ts'

test('slashes too many do not count', t => {
  t.is(cleanPath('/a//b/'), 'a/b')
  t.is(cleanPath(''), '')
  t.is(cleanPath('/'), '')
  t.is(cleanPath('a\\b/...'), 'a\\b/...')
})

test('a path leads nowhere else', t => {
  for (const path of ['..', 'a/../b', '../../etc/passwd', './a', 'a/.', 'a\0b']) {
    t.true(
      isProblem(
        t.throws(() => cleanPath(path)),
        'not-found',
      ),
      path,
    )
  }
})

test('what git, Mercurial or Windows would misread is not written', t => {
  for (const path of [
    '',
    '.git/config',
    'a/.GIT/x',
    'git~1',
    '.git. /x',
    '.git::$INDEX_ALLOCATION/x',
    '.hg/hgrc',
    'a\\b',
    'a\nb',
    '/a',
    'a/',
    '../a',
  ]) {
    t.throws(() => writablePath(path), { instanceOf: Error }, path)
  }
  t.is(writablePath('.gitignore'), '.gitignore')
  t.is(writablePath('a b/ü.txt'), 'a b/ü.txt')
})

test('a name that is no UTF-8 is read byte by byte', t => {
  t.is(decodeName(Buffer.from('ü')), 'ü')
  t.is(decodeName(Buffer.from([0xfc])), 'ü')
  t.is(decodePath(Buffer.concat([Buffer.from('ü/'), Buffer.from([0xfc])])), 'ü/ü')
})

test('the bytes of any name are among those it may have had', t => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), array => {
      const bytes = Buffer.from(array)
      return encodeName(decodeName(bytes)).some(candidate => candidate.equals(bytes))
    }),
  )
  t.pass()
})
