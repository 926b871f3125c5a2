import test from 'ava'
import { formatJson, formatMoment, parseFlag, parseJson, parseMoment } from '#db/values.ts'

test('dates are the server’s own time with six digits of a second', t => {
  t.is(formatMoment(new Date(2026, 0, 2, 3, 4, 5, 6)), '2026-01-02 03:04:05.006000')
  t.is(formatMoment(new Date(999, 11, 31, 23, 59, 59, 999)).slice(0, 4), '0999')
})

test('dates are read with and without a fraction', t => {
  const second = new Date(2026, 10, 25, 3, 20, 41)
  t.deepEqual(parseMoment('2026-11-25 03:20:41.347318'), new Date(second.getTime() + 347))
  t.deepEqual(parseMoment('2026-11-25 03:20:41'), second)
  t.deepEqual(parseMoment('2026-11-25T03:20:41'), second)
  t.deepEqual(parseMoment('2026-11-25 03:20:41.5'), new Date(second.getTime() + 500))
  t.deepEqual(parseMoment('1970-01-01 00:00:00.000000'), new Date(1970, 0, 1))
  t.deepEqual(parseMoment('2024-02-29'), new Date(2024, 1, 29))
  t.is(parseMoment(second), second)
  for (const text of ['', 'yesterday', '2026-11-25 03', '26-11-25']) {
    t.throws(() => parseMoment(text), { instanceOf: TypeError })
  }
})

test('what is written is read again, in every month', t => {
  for (let month = 0; month < 12; month++) {
    const date = new Date(2026, month, 31, 12, 30, 59, 123)
    t.deepEqual(parseMoment(formatMoment(date)), date)
  }
})

test('a switch is on as 1 or true', t => {
  t.true(parseFlag(1))
  t.true(parseFlag(true))
  t.false(parseFlag(0))
  t.false(parseFlag(false))
})

test('JSON is written in ASCII, and read from bytes and from text', t => {
  const value = { author: 'Zoë 🐳 <z@x>', n: 1 }
  t.regex(formatJson(value).toString('latin1'), /^[ -~]+$/)
  t.deepEqual(parseJson(formatJson(value)), value)
  t.deepEqual(parseJson('{"a": "\\u00e9"}'), { a: 'é' })
  for (const stored of [null, '', 'no json', '[]', 'null', Buffer.alloc(0)]) t.is(parseJson(stored), null)
})
