import test from 'ava'
import { renderRst } from '../../lib/markup/rst.ts'

const place = { folder: 'docs', pages: '/group/repo/files/tip/', bytes: '/group/repo/raw/tip/' }
const render = (text: string) => renderRst(text, { place, topHeading: 3 })
const flat = (text: string) => render(text).replace(/ *\n */g, '')

test('titles have the levels in which their styles appear', t => {
  const markup = render('====\nName\n====\n\nPart\n----\n\nDetail\n~~~~~~\n\nOther\n-----\n\nText\n')
  t.deepEqual(
    [...markup.matchAll(/<h(\d) class="level(\d)" id="user-content-(\w+)"/g)].map(([, ...found]) => found.join(' ')),
    ['3 1 name', '4 2 part', '5 3 detail', '4 2 other'],
  )
})

test('a line above makes another style than the same line below alone', t => {
  t.regex(render('====\nName\n====\n\nPart\n====\n\nx'), /level1"[^>]*>Name<[\s\S]*level2"[^>]*>Part</)
})

test('a lone section in the title is a subtitle, the sections stand below the title', t => {
  t.deepEqual(
    [...render('Name\n====\n\nSub\n---\n\nText\n\nOne\n~~~\n\nTwo\n~~~\n').matchAll(/level(\d)/g)].map(
      ([, level]) => level,
    ),
    ['1', '2', '2', '2'],
  )
})

test('a line of signs alone parts the text', t => {
  t.is(flat('one\n\n----\n\ntwo'), '<p>one</p><hr><p>two</p>')
})

test('text is emphasised, strong or literal, and no markup stands in another', t => {
  t.is(
    flat('*a b* **c *d*** ``e  *f* \\n`` `g`'),
    '<p><em>a b</em> <strong>c *d*</strong> <code>e  *f* \\n</code> <em>g</em></p>',
  )
})

test('signs within words, between blanks, in quotes or behind a backslash are no markup', t => {
  for (const text of ['2*3*4', 'a * b * c', '"*" or (*) and', 'x_y_z __init__ a_', 'a|b|c', '*open', '``open', '| x']) {
    t.notRegex(render(`see ${text}`), /<(?:em|strong|code|a)\b/, text)
    t.true(render(`see ${text}`).includes(text), text)
  }
  t.is(flat('\\*a\\* H\\ :sub:`2`\\ O'), '<p>*a* H<sub>2</sub>O</p>')
})

test('roles show their text', t => {
  t.is(
    flat(':func:`os.path` :strong:`b` :ref:`The part <part>` `x`:code: :unheard-of:`y` :pep:`8`'),
    '<p><code>os.path</code> <strong>b</strong> <em>The part</em> <code>x</code> <code>y</code> ' +
      '<a href="https://peps.python.org/pep-0008/">PEP 8</a></p>',
  )
})

test('a link is written in place, by name, without name, or stands for itself', t => {
  const link = (text: string) => /<a href="[^"]*">[^<]*<\/a>/.exec(render(text))?.[0]
  t.is(link('`Docs <https://d.example/a_b>`_'), '<a href="https://d.example/a_b">Docs</a>')
  t.is(link('Docs_ x\n\n.. _docs: https://d.example/'), '<a href="https://d.example/">Docs</a>')
  t.is(
    link('`The  Docs`_\n\n.. _the docs:\n   https://d.example/\n   page'),
    '<a href="https://d.example/page">The  Docs</a>',
  )
  t.is(link('`a: b`_\n\n.. _`a: b`: x.rst'), '<a href="/group/repo/files/tip/docs/x.rst">a: b</a>')
  t.is(link('Docs__\n\n__ https://d.example/'), '<a href="https://d.example/">Docs</a>')
  t.is(link('see https://d.example/a(b)_c.'), '<a href="https://d.example/a(b)_c">https://d.example/a(b)_c</a>')
  t.is(link('mail ann@example.com.'), '<a href="mailto:ann@example.com">ann@example.com</a>')
  t.is(link('a_\n\n.. _a: b_\n.. _b: https://d.example/'), '<a href="https://d.example/">a</a>')
  t.is(link('`again`_ `again <https://d.example/>`_'), '<a href="https://d.example/">again</a>')
})

test('a name that leads nowhere stays as it was typed', t => {
  t.is(
    flat('Docs_ and `other docs`_ and [7]_ and |x|_ a_\n\n.. _a: a_'),
    '<p>Docs_ and other docs and [7]_ and |x|_ a_</p>',
  )
})

test('titles and places in the text can be linked to', t => {
  t.regex(
    render('To do_ and `How To`_\n\n.. _do:\n\nx\n\nHow to\n------\n'),
    /#user-content-do"[\s\S]*#user-content-how-to"[\s\S]*id="user-content-do"/,
  )
  t.regex(render('_`here` and here_'), /<span id="user-content-here">here<\/span> and <a href="#user-content-here">/)
})

test('footnotes and citations are numbered and linked', t => {
  const markup = flat(
    'A [1]_ b [#]_ c [#n]_ d [*]_ e [CIT]_.\n\n.. [1] one\n.. [#] two\n.. [#n] three\n.. [*] star\n.. [CIT] cited\n',
  )
  t.deepEqual(
    [...markup.matchAll(/<sup[^>]*><a href="#user-content-fn_(\d)">\[(.*?)\]/g)].map(found => found[1]! + found[2]),
    ['11', '22', '33', '4*', '5CIT'],
  )
  t.regex(markup, /<dt id="user-content-fn_3">\[3\]<\/dt><dd>three<\/dd>/)
})

test('a substitution stands for a text, a picture or a character', t => {
  t.is(
    flat(
      '|a| |b|_ |c|\n\n.. |a| replace:: *x* y\n.. |b| image:: b.png\n' +
        '.. |c| unicode:: 0xA9 .. sign\n.. _b: https://b.example/',
    ),
    '<p><em>x</em> y <a href="https://b.example/"><img src="/group/repo/raw/tip/docs/b.png" alt="b"></a> ©</p>',
  )
})

test('lists are written closely unless an item has more than a paragraph', t => {
  t.is(flat('- a\n- b\n\n  * c'), '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>')
  t.is(flat('3. a\n\n   b\n4. c'), '<ol start="3"><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>')
  t.is(flat('(a) x\n(b) y'), '<ol><li>x</li><li>y</li></ol>')
  t.is(flat('iv) x\nv) y'), '<ol start="4"><li>x</li><li>y</li></ol>')
  t.is(flat('#. x\n#. y'), '<ol><li>x</li><li>y</li></ol>')
})

test('a number that begins a line of a sentence begins no list', t => {
  t.is(flat('1. May was\na Friday'), '<p>1. May wasa Friday</p>')
})

test('terms, fields and options have their explanations', t => {
  t.is(
    flat('term\n  what *it* is\nother\n  more'),
    '<dl><dt>term</dt><dd>what <em>it</em> is</dd><dt>other</dt><dd>more</dd></dl>',
  )
  t.is(flat(':Author: Ann\n:License: GPL\n  v3'), '<dl><dt>Author</dt><dd>Ann</dd><dt>License</dt><dd>GPLv3</dd></dl>')
  t.is(
    flat('-a, --all=FILE  does\n--quiet\n    nothing'),
    '<dl><dt><code>-a, --all=FILE</code></dt><dd>does</dd><dt><code>--quiet</code></dt><dd>nothing</dd></dl>',
  )
})

test('text behind two colons is literal', t => {
  t.is(flat('Run::\n\n  a <b>\n    c\n\nend'), '<p>Run:</p><pre tabindex="0"><code>a &lt;b&gt;c</code></pre><p>end</p>')
  t.is(flat('::\n\n  a'), '<pre tabindex="0"><code>a</code></pre>')
  t.is(flat('Said ::\n\n> a\n> b\n\nend'), '<p>Said</p><pre tabindex="0"><code>&gt; a&gt; b</code></pre><p>end</p>')
  t.regex(flat('Install::\n  pip install x'), /<pre tabindex="0"><code>pip install x</)
})

test('lines, quotes and sessions keep their form', t => {
  t.is(flat('| a\n| b\n  c\n|   d'), '<p>a<br>bc<br>\u00a0\u00a0d</p>')
  t.is(flat('x\n\n  wise words\n\n  -- Ann'), '<p>x</p><blockquote><p>wise words</p><p>\u2014Ann</p></blockquote>')
  t.regex(render('>>> 1 < 2\nTrue\n\nend'), /^<pre tabindex="0"><code>.*&gt;&gt;&gt;/)
})

test('comments and what is not shown on purpose are hidden', t => {
  t.is(
    flat('a\n\n.. hidden\n   too\n\n..\n\n.. raw:: html\n\n   <script>\n\n.. meta::\n   :a: b\n\nz'),
    '<p>a</p><p>z</p>',
  )
  t.is(flat('.. include:: more.rst'), '<p><a href="/group/repo/files/tip/docs/more.rst">more.rst</a></p>')
})

test('boxes have a title', t => {
  t.is(flat('.. note:: a\n   b\n\n   c'), '<blockquote><p><strong>Note</strong></p><p>ab</p><p>c</p></blockquote>')
  t.is(
    flat('.. admonition:: My *title*\n\n   c'),
    '<blockquote><p><strong>My <em>title</em></strong></p><p>c</p></blockquote>',
  )
  t.is(flat('.. rubric:: R'), '<p><strong>R</strong></p>')
  t.is(flat('.. epigraph::\n\n   e'), '<blockquote><p>e</p></blockquote>')
})

test('source is coloured by its language', t => {
  for (const name of ['code', 'code-block', 'sourcecode']) {
    t.regex(
      render(`.. ${name}:: python\n   :linenos:\n\n   import os\n`),
      /<pre tabindex="0"><code><span class="h-keyword">import<\/span> os<\/code>/,
    )
  }
  t.is(flat('.. code-block::\n\n   a < b'), '<pre tabindex="0"><code>a &lt; b</code></pre>')
})

test('an unknown directive is shown as it was typed', t => {
  t.regex(render('.. tabs:: x\n   :y: z\n\n   content'), /<code>\.\. tabs:: x\n {3}:y: z\n\s*content<\/code>/)
})

test('a figure has a caption', t => {
  t.is(
    flat('.. figure:: a.png\n   :width: 40px\n   :alt: A\n\n   The *a*.'),
    '<figure><img src="/group/repo/raw/tip/docs/a.png" alt="A" width="40">' +
      '<figcaption><p>The <em>a</em>.</p></figcaption></figure>',
  )
})

test('contents list the headings below the title', t => {
  t.is(
    flat('T\n=\n\n.. contents:: **In** it\n\nA\n-\n\nB\n~\n\nC\n-\n').split('<h4')[0]?.split('</h3>')[1],
    '<p><strong><strong>In</strong> it</strong></p>' +
      '<ul><li><a href="#user-content-a">A</a><ul><li><a href="#user-content-b">B</a></li></ul></li>' +
      '<li><a href="#user-content-c">C</a></li></ul>',
  )
})

test('cells of a drawn table may span columns and rows', t => {
  const table = `
+-----+-----+---+
| a   | b   | c |
+=====+=====+===+
| 1   | - x | | |
+-----+ - y +---+
| 2   |     | z |
+-----+-----+---+
| wide      | w |
+-----------+---+
`
  t.is(
    flat(table),
    '<table tabindex="0"><thead><tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr></thead>' +
      '<tbody><tr><td>1</td><td rowspan="2"><ul><li>x</li><li>y</li></ul></td><td><p></p></td></tr>' +
      '<tr><td>2</td><td>z</td></tr>' +
      '<tr><td colspan="2">wide</td><td>w</td></tr></tbody></table>',
  )
})

test('a simple table has columns by its borders', t => {
  t.is(
    flat('==  ==  ==\nA   B\n--  ------\na   b   c\n==  ==  ==\n1   2   3 more\n    go  on\n==  ==  ==\n\nend'),
    '<table tabindex="0"><thead><tr><th scope="col">A</th><th colspan="2" scope="col">B</th></tr>' +
      '<tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr></thead>' +
      '<tbody><tr><td>1</td><td>2go</td><td>3 moreon</td></tr></tbody></table><p>end</p>',
  )
})

test('tables are made of lists and of values with commas', t => {
  const table =
    '<table tabindex="0"><thead><tr><th scope="col">x</th><th scope="col">y</th></tr></thead>' +
    '<tbody><tr><td>1</td><td>a, "q"</td></tr></tbody></table>'
  t.is(flat('.. csv-table:: T\n   :header: x, y\n\n   1, "a, ""q"""'), `<p><strong>T</strong></p>${table}`)
  t.is(flat('.. list-table::\n   :header-rows: 1\n\n   * - x\n     - y\n   * - 1\n     - a, "q"'), table)
})

test('a table with a mistake is shown as it was typed', t => {
  t.regex(render('+--+--+\n| a | b|\n+--+--+'), /^<pre tabindex="0"><code>\+--\+--\+\n/)
  t.regex(render('==  ==\nlong text\n==  =='), /^<pre tabindex="0"><code>==  ==\nlong text/)
})
