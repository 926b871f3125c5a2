import test from 'ava'
import { HtmlValidate } from 'html-validate'
import { renderRst } from '../../lib/markup/rst.ts'

const place = { folder: '', pages: '/r/files/tip/', bytes: '/r/raw/tip/' }
const render = (text: string) => renderRst(text, { place, topHeading: 3 })

const library = `
.. -*- mode: rst -*-
.. image:: https://img.shields.io/pypi/v/tides.svg
   :target: https://pypi.org/project/tides/
   :alt: Newest version

|build| |cover|

.. |build| image:: https://ci.example.com/tides/badge.svg
   :target: \`the builds\`_
.. |cover| image:: doc/cover.png
   :alt: Covered lines

=====================
tides: when to go out
=====================

*tides* computes **high and low water** for any harbour of the \`\`data\`\` folder.
It needs Python_ 3.8 or newer; see \`Installation\`_ and the
\`documentation <https://tides.example.com/docs/>\`__.

.. contents:: In this file
   :local:

Installation
============

From PyPI::

    $ pip install tides
    $ tides --harbour "Wick <north>"

or with \`conda\`_:

.. code-block:: console

    $ conda install -c sea tides

.. note::
   Windows needs the \`build tools\`__.

__ https://tools.example.com/

Usage
=====

.. code:: python

    from tides import Harbour  # the main class
    print(Harbour("Wick").next_high())

\`\`next_high(when=None)\`\`
    The next high water, as a \`\`datetime\`\`.

\`\`next_low()\`\`
    The same for low water [1]_.

>>> Harbour("Wick").height
3.1

Options
-------

--harbour=NAME      Which harbour
-q, --quiet         Say nothing
-v                  Say *more*

Supported platforms
-------------------

+------------+------------+-----------+
| System     | Python     | Remark    |
+============+============+===========+
| Linux      | 3.8 – 3.13 | tested    |
+------------+------------+           |
| macOS      | 3.9        |           |
+------------+------------+-----------+
| Windows    | see Installation_      |
+------------+------------------------+

=========  ========  ==================
Harbour    Height    Source
=========  ========  ==================
Wick       3.1 m     \`office <o.rst>\`_
Brest      6.9 m     measured by
                     hand
=========  ========  ==================

Changes
=======

1.1 (2024-05-01)
----------------

* New: \`\`Harbour.height\`\` (#12).
* Fixed:

  - leap seconds
  - \`\`-0.0\`\`

1. Tag the version.
2. Upload it.

.. [1] Above chart datum.
.. _Python: https://www.python.org/
.. _conda: https://conda.example.com/
.. _the builds: https://ci.example.com/tides
`

test('a library introduces itself', t => {
  const markup = render(library)
  t.regex(markup, /<a href="https:\/\/pypi.org\/project\/tides\/"><span class="muted">Newest version<\/span><\/a>/)
  t.regex(markup, /<a href="https:\/\/ci.example.com\/tides"><span class="muted">build<\/span><\/a>/)
  t.regex(markup, /<img src="\/r\/raw\/tip\/doc\/cover.png" alt="Covered lines">/)
  t.deepEqual(
    [...markup.matchAll(/<h(\d) class="level(\d)"[^>]*>([^<]*)/g)].map(found => found.slice(1).join(' ')),
    [
      '3 1 tides: when to go out',
      '4 2 Installation',
      '4 2 Usage',
      '5 3 Options',
      '5 3 Supported platforms',
      '4 2 Changes',
      '5 3 1.1 (2024-05-01)',
    ],
  )
  for (const address of [
    'https://www.python.org/',
    'https://tides.example.com/docs/',
    'https://conda.example.com/',
    'https://tools.example.com/',
    '/r/files/tip/o.rst',
    '#user-content-installation',
    '#user-content-fn_1',
  ]) {
    t.true(markup.includes(`<a href="${address}">`), address)
  }
  t.regex(markup, /<code>\$ pip install tides\n\$ tides --harbour "Wick &lt;north&gt;"<\/code>/)
  t.regex(markup, /<span class="h-keyword">from<\/span> tides/)
  t.regex(markup, /<td rowspan="2">tested<\/td>/)
  t.regex(markup, /<td colspan="2">see <a href="#user-content-installation">Installation<\/a><\/td>/)
  t.regex(markup, /<td>measured by\nhand<\/td>/)
  t.regex(markup, /<dt><code>-q, --quiet<\/code><\/dt>\n<dd>Say nothing<\/dd>/)
  t.regex(markup, /<ol>\n<li>Tag the version.<\/li>/)
})

const extension = `
Little extension
################

:Author: Ann Other <ann@example.com>
:Home: https://example.com/little
:License: GPL

What it does
************

Reads \`\`.hgrc\`\`; writes nothing:

(a) once at start,
(b) when told::

      hg little --again

.. warning:: Not for **big** ones.

.. figure:: screen.png
   :width: 300

   How it looks.

.. list-table:: Commands
   :header-rows: 1

   * - Command
     - Does
   * - \`\`hg little\`\`
     - little
   * - \`\`hg less\`\`
     - less

.. versionadded:: 1.2
   The command \`\`less\`\`.

| Example Street 1
| Exampleton

.. _end:

The end_ :doc:\`docs/index\` :func:\`little.less\`

.. automodule:: little
   :members:
`

test('an extension introduces itself', t => {
  const markup = render(extension)
  t.regex(markup, /<dt>Author<\/dt>\n<dd>Ann Other &lt;<a href="mailto:ann@example.com">ann@example.com<\/a>&gt;<\/dd>/)
  t.regex(markup, /<li><p>when told:<\/p>\n<pre tabindex="0"><code>hg little --again<\/code><\/pre>/)
  t.regex(markup, /<strong>Warning<\/strong><\/p>\n<p>Not for <strong>big<\/strong> ones\./)
  t.regex(markup, /<img src="\/r\/raw\/tip\/screen.png" alt="" width="300">/)
  t.regex(markup, /<th scope="col">Command<\/th>/)
  t.regex(markup, /<strong>New in version 1.2<\/strong>/)
  t.regex(markup, /Example Street 1<br>\nExampleton/)
  t.regex(markup, /<code>\.\. automodule:: little\n {3}:members:<\/code>/)
})

test('readmes are valid HTML', async t => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'no-trailing-whitespace': 'off', 'void-style': 'off', 'long-title': 'off' },
  })
  for (const text of [library, extension]) {
    const body = `<body><h1>x</h1><h2>y</h2>\n${render(text)}</body>`
    const page = `<!DOCTYPE html>\n<html lang="en">\n<head><title>x</title></head>\n${body}</html>\n`
    const { results } = await validator.validateString(page)
    t.deepEqual(
      results.flatMap(({ messages }) => messages.map(each => `${each.line}: ${each.message}`)),
      [],
    )
  }
})
