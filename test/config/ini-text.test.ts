import test from 'ava'
import { readIniText } from '#config/ini-text.ts'

function read(...lines: readonly string[]) {
  const { sections, mistakes } = readIniText(lines.join('\n'))
  const values = Object.fromEntries(
    [...sections].map(([name, entries]) => [
      name,
      Object.fromEntries([...entries].map(([key, entry]) => [key, entry.value])),
    ]),
  )
  return { values, mistakes: mistakes.map(({ section, key, line, what }) => [section, key, line, what]) }
}

test('keys end at the first = or :, and blanks around do not count', t => {
  t.deepEqual(read('[a]', 'x=1', 'y : 2 ', 'z = a=b:c', 'u: http://h/?a=b', 'Ä b = ü', 'e =', 'f:').values, {
    a: { x: '1', y: '2', z: 'a=b:c', u: 'http://h/?a=b', 'Ä b': 'ü', e: '', f: '' },
  })
})

test('a # or ; inside a value belongs to it; a line that begins with one is a comment', t => {
  const lines = ['; c', '[a] ; behind', 'x = #faa', 'y = http://h/#f ; not a comment', '  # c', '#z = 1', 'w = a;b']
  t.deepEqual(read(...lines).values, { a: { x: '#faa', y: 'http://h/#f ; not a comment', w: 'a;b' } })
})

test('deeper lines go on with the value, blank ones in between too, comments not', t => {
  const lines = ['[a]', 'x = 1', '  2', '', '  3 = 4', '  # c', '  ; c', '\t[5]', 'y =', ' 6', '', '', 'z = 7', '']
  t.deepEqual(read(...lines).values, { a: { x: '1\n2\n\n3 = 4\n[5]', y: '\n6', z: '7' } })
})

test('a line goes on only below something that stands less deep', t => {
  t.deepEqual(read('[a]', '  x = 1', '  y = 2', '    3', ' z = 4', '[b]', '  w = 5').values, {
    a: { x: '1', y: '2\n3', z: '4' },
    b: { w: '5' },
  })
})

test('words stay words: quotes, backslashes, true, null, brackets', t => {
  const values = {
    a: '"quoted"',
    b: "'single'",
    c: 'C:\\new\\table\\#1',
    d: 'true',
    e: 'null',
    f: '007',
    'g[]': 'one',
    h: '[x]',
    i: '{"a": 1}',
    __proto: 'p',
    j: 'a\\',
    k: '"half',
  }
  t.deepEqual(read('[s]', ...Object.entries(values).map(([key, value]) => `${key} = ${value}`)).values, { s: values })
})

test('names of sections are taken as they stand', t => {
  t.deepEqual(read('[app:main]', 'a = 1', '[x.y]', 'b = 2', '[x]', 'c = 3', '[a b; #c "d"]', 'e = 4').values, {
    'app:main': { a: '1' },
    'x.y': { b: '2' },
    x: { c: '3' },
    'a b; #c "d"': { e: '4' },
  })
})

test('Windows’ line ends and the mark that Notepad puts first are no part of the text', t => {
  const { sections } = readIniText('\ufeff[a]\r\nx = 1\r\n  2\r\n\r\ny = 3\r\n')
  t.deepEqual(
    [...(sections.get('a')?.values() ?? [])].map(({ key, value, line }) => [key, value, line]),
    [
      ['x', '1\n2', 2],
      ['y', '3', 5],
    ],
  )
})

test('mistakes name section, key and line, and reading goes on', t => {
  const lines = [
    'lost = 1',
    '[a]',
    'x = 1',
    'nonsense',
    'x = 2',
    '[b]',
    '= 3',
    'y = 4',
    '[a]',
    'z = 5',
    '[DEFAULT]',
    '[DEFAULT]',
  ]
  const { values, mistakes } = read(...lines)
  t.deepEqual(mistakes, [
    [null, 'lost', 1, 'there is no [section] above this line'],
    ['a', null, 4, 'this line is no “key = value”: nonsense'],
    ['a', 'x', 5, 'this key stands in line 3 already'],
    ['b', null, 7, 'this line is no “key = value”: = 3'],
    ['a', null, 9, 'this section stands twice: put both into one'],
  ])
  t.deepEqual(values, { a: { x: '1', z: '5' }, b: { y: '4' }, DEFAULT: {} })
})
