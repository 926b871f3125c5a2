import test from 'ava'
import fc from 'fast-check'
import { Html, html, trusted } from '#web/html.ts'

test('text in a hole is escaped for elements and quoted attributes', t => {
  t.is(html`<a title="${`"'<>&`}">${'<b>'}</a>`.toString(), '<a title="&quot;&#39;&lt;&gt;&amp;">&lt;b&gt;</a>')
})

test('whatever stands in a hole, no tag and no attribute begins there', t => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const [, inside = ''] = html`<p>${text}</p>`.toString().split(/<p>|<\/p>/)
      return !/[<>"']/.test(inside)
    }),
  )
  t.pass()
})

test('markup in a hole stays markup, and lists are joined', t => {
  t.is(html`<ul>${[1, 2].map(n => html`<li>${n}</li>`)}</ul>`.toString(), '<ul><li>1</li><li>2</li></ul>')
})

test('false, null and undefined print nothing, zero prints', t => {
  t.is(html`${false}${null}${undefined}${0}`.toString(), '0')
})

test('nobody else makes markup', t => {
  t.throws(() => new Html(Symbol('html') as never, '<script>'), { instanceOf: TypeError }) // no caller has the key
  t.is(trusted('<svg/>').toString(), '<svg/>')
})
