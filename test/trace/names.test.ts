import test from 'ava'
import debug from 'debug'
import fc from 'fast-check'
import { isProblem } from '#std/problem.ts'
import { matcher, ofKallithea, parseNames, unite } from '#trace/names.ts'

test('Kallithea’s namespaces need not say whose they are', t => {
  const names = ofKallithea(parseNames('vcs:*, -db:*  kallithea:web:*'))
  t.deepEqual(names, ['kallithea:vcs:*', '-kallithea:db:*', 'kallithea:web:*'])
})

test('what is no namespace is refused', t => {
  for (const text of ['a;b', 'a"', 'a\0', '--', 'x'.repeat(101)].filter(each => each !== '--')) {
    t.true(
      isProblem(
        t.throws(() => parseNames(text)),
        'invalid',
      ),
      text,
    )
  }
  t.true(
    isProblem(
      t.throws(() => parseNames('a,'.repeat(51))),
      'invalid',
    ),
  )
})

test.serial('a name is matched as debug matches it', t => {
  const name = fc.stringMatching(/^-?[ab:*]{1,6}$/)
  const before = debug.disable()
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 4 }),
      fc.stringMatching(/^[ab:]{1,8}$/),
      (names, namespace) => {
        debug.enable(names.join(','))
        return matcher(names)(namespace) === debug.enabled(namespace)
      },
    ),
  )
  debug.enable(before)
  t.pass()
})

test('somebody’s exception takes nothing away from another', t => {
  t.is(unite([['a:*', '-a:b']]), 'a:*,-a:b')
  t.is(unite([['a:*', '-a:b'], ['a:b']]), 'a:*,a:b')
  t.is(unite([]), '')
})
