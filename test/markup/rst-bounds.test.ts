import test from 'ava'
import fc from 'fast-check'
import { renderReadme } from '../../lib/markup/markup.ts'
import { renderRst } from '../../lib/markup/rst.ts'

const place = { folder: '', pages: '/group/repo/files/tip/', bytes: '/group/repo/raw/tip/' }
const render = (text: string) => renderRst(text, { place, topHeading: 3 })

const tag = /<\/?[a-z][a-z0-9]*((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g
const harmless = /^(?:id|title|class|alt|width|height|tabindex|scope|start|colspan|rowspan)$/
const safeAddress = /^(?:https?:|mailto:|\/group\/repo\/|#user-content-)/

/** What of a markup is no tag of ours, or could do something. */
function unsafe(markup: string): readonly string[] {
  const found = /</.test(markup.replace(tag, '')) ? ['<'] : []
  for (const [, attributes = ''] of markup.matchAll(tag)) {
    for (const [, name = '', value = ''] of attributes.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)) {
      const isAddress = name === 'href' || name === 'src'
      if (isAddress ? !safeAddress.test(value) : !harmless.test(name)) found.push(`${name}="${value}"`)
    }
  }
  return found
}

const signs =
  '* ** ` `` | _ __ : :: .. [ ] ( ) < > - + = ~ ^ # " \\ / & ; , . | ! 1. a) #. - -- --- ==== ---- +--+ |  | == ==' +
  ' .. note:: .. image:: .. |x| :role: .. _x: .. [1] .. [#] [1]_ x_ `x`_ <b> -- >>> |x| :a: -a http://x.de/ a@b.de' +
  ' .. list-table:: .. csv-table:: .. code:: .. contents:: .. figure:: .. unknown:: __ :header-rows: 日本 \u{1f600}'
const pieces = [
  ...signs.split(' '),
  'word',
  '<script>',
  ' ',
  ' ',
  '  ',
  '    ',
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\n\n',
  '\t',
  '\0',
  '\r\n',
]
const mixture = fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map(parts => parts.join(''))
const drawing = fc
  .array(fc.array(fc.constantFrom('+', '+', '-', '-', '|', ' ', 'x', '='), { minLength: 8, maxLength: 8 }), {
    maxLength: 8,
  })
  .map(rows => ['+------+', ...rows.map(row => row.join(''))].join('\n'))

test('no text can fail or bring markup of its own', t => {
  for (const text of [mixture, drawing, fc.string({ unit: 'binary', maxLength: 300 })]) {
    fc.assert(
      fc.property(text, source => unsafe(render(source)).length === 0),
      { numRuns: 400 },
    )
  }
  t.pass()
})

test('no word is lost, whatever signs stand around it', t => {
  const around = fc.constantFrom(
    ...' * ** ` `` _ - + = ~ :: > " ( ) [ ] 1. - - ==== --- +---+ == \\ / & , !'.split(' '),
    ' ',
    ' ',
    '   ',
    '\n',
    '\n',
    '\n\n',
    '\n\n',
    '\n  ',
    '\n    ',
  )
  const document = fc.array(around, { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(document, parts => {
      const text = parts.map((part, nth) => (nth % 3 === 1 ? `${part}word${nth}${part}` : part)).join('')
      const shown = render(text)
      return [...text.matchAll(/word\d+/g)].every(([word]) => shown.includes(word))
    }),
    { numRuns: 800 },
  )
  t.pass()
})

const attacks = [
  '`x <javascript:alert(1)>`_',
  '`x <JaVaScRiPt:alert(1)>`__',
  'x_\n\n.. _x: javascript:alert(1)',
  'x_\n\n.. _x: java\n   script:alert(1)',
  'x__\n\n__ data:text/html,<script>alert(1)</script>',
  '.. image:: javascript:alert(1)',
  '.. image:: x.png\n   :target: javascript:alert(1)',
  '.. image:: https://evil.example/x.png\n   :alt: "><script>alert(1)</script>',
  '.. image:: x"onerror="alert(1)',
  '.. figure:: data:image/svg+xml,<svg onload=alert(1)>',
  '.. raw:: html\n\n   <script>alert(1)</script>',
  '.. role:: raw-html(raw)\n   :format: html\n\n:raw-html:`<script>alert(1)</script>`',
  '.. |x| unicode:: 0x3C script 0x3E\n\n|x|',
  '.. code:: "><script>\n\n   <script>alert(1)</script>',
  '.. code:: html\n\n   <script>alert(1)</script>',
  '.. include:: javascript:alert(1)',
  '.. csv-table:: <script>\n\n   <script>, "<img src=x onerror=alert(1)>"',
  '<script>alert(1)</script>\n=========================',
  '.. _"><script>:\n\n`"><script>`_',
  '``<script>``  *<b onclick=x>*  :sub:`<i>`  _`"><img src=x>`',
  '.. [#"><b>] x',
  'https://x.example/"onmouseover="alert(1)',
]

test('nothing of the known attacks can run', t => {
  for (const attack of attacks) {
    t.deepEqual(unsafe(render(attack)), [], attack)
    t.notRegex(render(attack), /<(?:script|svg|b|i)\b/, attack)
  }
})

test('what stands too deep in one another is shown as it was typed', t => {
  for (const text of [
    '- '.repeat(5000),
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n\n'),
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth * 3)}.. note::`).join('\n\n'),
    `${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}x`).join('\n')}`,
  ]) {
    let depth = 0
    let deepest = 0
    for (const [found] of render(text).matchAll(/<\/?(?:ul|blockquote|dl)\b/g)) {
      depth += found.startsWith('</') ? -1 : 1
      deepest = Math.max(deepest, depth)
    }
    t.true(deepest > 5 && deepest < 40)
  }
})

test('substitutions in substitutions do not multiply without end', t => {
  const doubled = Array.from({ length: 40 }, (_, nth) => `.. |a${nth}| replace:: |a${nth + 1}| |a${nth + 1}|`).join(
    '\n',
  )
  t.true(render(`${doubled}\n\n|a0|`).length < 1000)
  t.true(render(`.. |a| replace:: |a| |a|\n\n${'|a| '.repeat(1000)}`).length < 200_000)
  t.true(render(`.. |a| replace:: ${'long '.repeat(10_000)}\n\n${'|a| '.repeat(10_000)}`).length < 3_000_000)
})

test('a document has no more table cells than can be shown', t => {
  const row = `${'x,'.repeat(1000)}x`
  const markup = render(`.. csv-table::\n\n${`   ${row}\n`.repeat(30)}\n\n==  ==\na   b\n==  ==\n`)
  t.notRegex(markup, /<td>x/)
  t.regex(markup, /<td>b<\/td>/)
})

const endless = {
  stars: '*a **a '.repeat(100_000),
  quotes: '`a <'.repeat(200_000),
  corners: `${'+-'.repeat(500)}+\n`.repeat(900),
  definitions: 'a\n b\n'.repeat(150_000),
  footnotes: '.. [#] x\n'.repeat(100_000),
}

for (const [name, text] of Object.entries(endless)) {
  test.serial(`a readme of endless ${name} is shown, as plain text if need be`, async t => {
    const rendered = await renderReadme({ name: 'README.rst', text, place, topHeading: 3 })
    t.true(rendered.as === 'text' ? rendered.pieces.length > 0 : rendered.markup.length > 0)
  })
}
