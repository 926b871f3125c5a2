import test from 'ava'
import { renderReadme, type Rendered } from '../../lib/markup/markup.ts'

const place = { folder: '', pages: '/r/files/tip/', bytes: '/r/raw/tip/' }
const render = async (name: string, text: string): Promise<Rendered> =>
  renderReadme({ name, text, place, topHeading: 3 })

test('a readme is Markdown where its name says so', async t => {
  for (const name of ['README.md', 'Readme.MKDN', 'README.markdown', 'readme.mdown']) {
    t.is((await render(name, '*a*')).as, 'markup', name)
  }
  for (const name of ['README', 'readme.txt']) t.is((await render(name, '*a*')).as, 'text', name)
})

test('a readme is reStructuredText where its name says so', async t => {
  for (const name of ['README.rst', 'Readme.RST', 'README.rest']) {
    t.deepEqual(await render(name, '*a*'), { as: 'markup', markup: '<p><em>a</em></p>\n' }, name)
  }
})

test('a plain readme has its addresses found, and nothing else', async t => {
  t.deepEqual(await render('README', 'see https://example.com/a. @ann <b>'), {
    as: 'text',
    pieces: [
      { kind: 'text', text: 'see ' },
      { kind: 'link', text: 'https://example.com/a', href: 'https://example.com/a' },
      { kind: 'text', text: '. ' },
      { kind: 'text', text: '@ann' },
      { kind: 'text', text: ' <b>' },
    ],
  })
})

const endless = {
  'nested lists': Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n'),
  'nested quotes': `${'>'.repeat(100_000)} x`,
  'open brackets': '['.repeat(100_000),
  'open links': '[a](<b'.repeat(30_000),
  stars: `${'*a **a '.repeat(60_000)}`,
  backticks: Array.from({ length: 3000 }, (_, length) => '`'.repeat(length)).join(' '),
  'nested elements': '<div>'.repeat(100_000),
  autolinks: '<http://'.repeat(60_000),
  'table cells': `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n${'|a\n'.repeat(5000)}`,
}

for (const [what, text] of Object.entries(endless)) {
  test.serial(`${what} without end are shown within seconds`, async t => {
    const start = performance.now()
    t.truthy(await render('README.md', text))
    t.true(performance.now() - start < 20_000)
  })
}
