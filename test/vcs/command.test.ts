import test from 'ava'
import { isProblem } from '../../lib/std/problem.ts'
import { command } from '../../lib/vcs/command.ts'

test('what a person wrote does not compile as a word of a command', t => {
  const text: string = '--output=x'
  // @ts-expect-error -- a variable is no literal
  t.truthy(command(text))
  // @ts-expect-error -- a variable is no literal
  t.truthy(command('log').with(text))
  // @ts-expect-error -- the option must join its value
  t.truthy(command('log').value('--author', text))
})

test('a value is joined to its option', t => {
  t.deepEqual(command('log').value('--author=', '--output=x').list, ['log', '--author=--output=x'])
})

test('names come after two dashes', t => {
  t.deepEqual(command('log').names(['--output=x', '-h']).list, ['log', '--', '--output=x', '-h'])
})

test('only whole hex ids are ids', t => {
  for (const id of ['-h', '', 'HEAD', 'a'.repeat(39), 'A'.repeat(40), `${'a'.repeat(40)}\n`, `--${'a'.repeat(38)}`]) {
    t.true(
      isProblem(
        t.throws(() => command('log').id(id)),
        'not-found',
      ),
      id,
    )
  }
  t.deepEqual(command('log').id('a'.repeat(40), 'b'.repeat(64)).list.length, 3)
})

test('a zero byte ends no word early', t => {
  t.true(
    isProblem(
      t.throws(() => command('log').names(['a\0b'])),
      'invalid',
    ),
  )
  t.true(
    isProblem(
      t.throws(() => command('log').value('--author=', 'a\0b')),
      'invalid',
    ),
  )
})
