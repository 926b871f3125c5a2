import test from 'ava'
import { makeCode } from '../../../lib/web/code.ts'
import { codeTable } from '../../../lib/web/ui/code.ts'

const visit = { t: (text: string) => text }

test('every line has a number that links to it', t => {
  const shown = codeTable(visit, makeCode([[{ kind: 'keyword', text: 'let' }], []])).toString()
  t.regex(
    shown,
    /<tr id="L1"><th class="n" scope="row"><a href="#L1">1<\/a><\/th>\s*<td class="c"><span class="h-keyword">let</,
  )
  t.regex(shown, /<tr id="L2">[\s\S]*<td class="c"><\/td>/)
})

test('source is text, whatever it says', t => {
  const shown = codeTable(visit, makeCode([[{ kind: '', text: '</td><script>alert(1)</script>' }]])).toString()
  t.notRegex(shown, /<script/)
  t.regex(shown, /&lt;script&gt;/)
})

test('a kind of two words is a class of two words', t => {
  t.regex(codeTable(visit, makeCode([[{ kind: 'title class_', text: 'A' }]])).toString(), /class="h-title class_"/)
})
