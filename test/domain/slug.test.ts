import test from 'ava'
import { slugOf } from '#domain/slug.ts'

const slugs: readonly (readonly [string, string])[] = [
  ['plain', 'plain'],
  ['a.b_c', 'a.b_c'],
  ['übersicht', 'übersicht'],
  ['two words', 'two-words'],
  ['a -- b', 'a-b'],
  ['-a-', 'a'],
  ['what?', 'what'],
  ['<b>bold</b>', 'bold'],
  ['a&amp;b', 'ab'],
  ['C++', 'C'],
  ['a\\b|c:d', 'a-b-c-d'],
  ['***', ''],
]
for (const [name, slug] of slugs) test(`${name} becomes ${slug || 'nothing'}`, t => t.is(slugOf(name), slug))
