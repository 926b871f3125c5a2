import test from 'ava'
import { age, ageText } from '#web/ui/age.ts'

const now = new Date('2026-11-24T14:05:00Z')
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)

test('an age is told in its largest unit', t => {
  t.is(ageText(now, before(5)), '5 seconds ago')
  t.is(ageText(now, before(90)), '1 minute ago')
  t.is(ageText(now, before(26 * 3600)), 'yesterday')
  t.is(ageText(now, before(400 * 86_400)), 'last year')
  t.is(ageText(now, before(-7200)), 'in 2 hours')
})

test('the exact moment stands behind an age', t => {
  const text = age({ now }, before(3600)).toString()
  t.regex(text, /datetime="2026-11-24T13:05:00.000Z" title="2026-11-24 13:05:00 UTC"/)
})
