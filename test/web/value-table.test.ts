import test from 'ava'
import fc from 'fast-check'
import { parseTable } from '../../lib/web/value-table.ts'

const valuesOf = (text: string, name = 'a.csv') => {
  const table = parseTable(text, name)
  return table && [table.head, ...table.rows].map(({ values }) => values)
}

test('fields stand between commas, semicolons or tabs', t => {
  const expected = [
    ['a', 'b c'],
    ['1', ''],
    ['', '2'],
  ]
  for (const separator of [',', ';', '\t']) {
    t.deepEqual(valuesOf(`a${separator}b c\n1${separator}\r\n${separator}2`), expected, separator)
  }
  t.deepEqual(valuesOf('a,b\tc\n1,2\t3\n', 'a.tsv'), [
    ['a,b', 'c'],
    ['1,2', '3'],
  ])
})

test('a field in quotes may hold separators, line ends and quotes; rows know their first line', t => {
  const table = parseTable('"a;b";c\n"1\n""2""";"x"\n3;4\n', 'a.csv')
  t.deepEqual(table, {
    head: { line: 1, values: ['a;b', 'c'] },
    rows: [
      { line: 2, values: ['1\n"2"', 'x'] },
      { line: 4, values: ['3', '4'] },
    ],
    count: 2,
  })
})

test('what is no table is none', t => {
  for (const text of ['', '\n\n', 'a,"b\nc,d\n', 'a,"b"c\n', `${','.repeat(300)}\n`])
    t.is(parseTable(text, 'a.csv'), null, text)
})

test('a thousand rows are read, all are counted', t => {
  const table = parseTable(`a,b\n${'1,2\n'.repeat(1500)}`, 'a.csv')
  t.is(table?.rows.length, 1000)
  t.is(table?.count, 1500)
})

test('whatever the fields are, they are read as they were written', t => {
  const row = fc.array(fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', '\t', ' ', 'é') }), {
    minLength: 2,
    maxLength: 5,
  })
  const quote = (value: string) => `"${value.replaceAll('"', '""')}"`
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), rows => {
      const text = rows.map(values => `${values.map(quote).join(',')}\n`).join('')
      return JSON.stringify(valuesOf(text)) === JSON.stringify(rows)
    }),
  )
  t.pass()
})
