import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { isPoisoned, kinds, oddHistory, oddNames, openPages } from '../../../helpers/repository-pages.ts'

const history = [
  commit('first', {
    'src/deep/a.js': 'let a = 1\n// end\n',
    'src/b.txt': 'b\r\nb\r\n',
    'doc.md': '# Title\n',
    'doc.rst': 'Title\n=====\n\nA *word*.\n',
    'bin.dat': Buffer.from([0, 1, 2]),
    'p.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    'p.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>\n',
    'big.txt': 'line\n'.repeat(1000),
    'empty.txt': '',
    'run.sh': { content: '#!/bin/sh\n', kind: 'executable' },
    link: { content: 'src/b.txt', kind: 'symlink' },
    'latin.txt': Buffer.from('Stra\xdfe\n', 'latin1'),
  }),
  commit('second', { 'src/deep/a.js': 'let a = 2\n// end\n' }, { branch: 'feature/a+b' }),
]

const encode = (path: string) => path.split('/').map(encodeURIComponent).join('/')

for (const kind of kinds) {
  test(`a folder of ${kind} lists its entries with their last change and the way up`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const { status, text } = await get('/files/tip/src')
    t.is(status, 200)
    t.regex(text, /href="\/group\/project\/files\/tip\/src\/deep"/)
    t.regex(text, /href="\/group\/project\/files\/tip\/src\/b.txt"/)
    t.regex(text, /href="\/group\/project\/files\/tip\/" aria-label="Up one folder"/)
    t.regex(text, new RegExp(`deep</a></th>\\s*<td[^>]*><a href="/group/project/changeset/${ids[1]}">second</a>`))
    t.regex(text, new RegExp(`b.txt</a></th>\\s*<td[^>]*><a href="/group/project/changeset/${ids[0]}">first</a>`))
  })

  test(`a file of ${kind} has numbered, coloured lines, its facts and its permanent address`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const { text } = await get(`/files/${ids[0]}/src/deep/a.js`)
    t.regex(text, /<a href="#L1">1<\/a><\/th>\s*<td class="c"><span class="h-keyword">let<\/span> a = /)
    t.regex(text, /2 lines · 17 B · UTF-8 · LF/)
    t.regex(text, new RegExp(`rel="canonical" href="/group/project/files/${ids[0]}/src/deep/a.js"`))
    t.regex(text, new RegExp(`href="/group/project/raw/${ids[0]}/src/deep/a.js"`))
    t.regex((await get('/files/tip/src/b.txt')).text, /2 lines · 6 B · UTF-8 · CRLF/)
    t.regex((await get('/files/tip/run.sh')).text, /executable/)
  })

  test(`every name in ${kind} can be walked to by links, and stays text`, async t => {
    const { get } = await openPages(t, kind, oddHistory())
    const revisions = ['tip', 'feature%2Fa%2Bb', '100%25']
    for (const name of oddNames) {
      const folder = `/files/tip/${encode(`dir ${name}`)}`
      const { status, text } = await get(folder)
      t.is(status, 200, name)
      t.false(isPoisoned(text), name)
      t.true(text.includes(`href="/group/project${folder}/${encodeURIComponent(name)}"`), name)
      for (const revision of revisions) {
        const file = await get(`/files/${revision}/${encode(`dir ${name}/${name}`)}`)
        t.is(file.status, 200, `${revision} ${name}`)
        t.false(isPoisoned(file.text), name)
        t.regex(file.text, /content of /)
      }
    }
  })

  test(`a branch of ${kind} whose name has slashes keeps the path in the chooser`, async t => {
    const { get } = await openPages(t, kind, history)
    t.regex((await get('/files/tip/src')).text, /href="\/group\/project\/files\/feature%2Fa%2Bb\/src"/)
  })

  test(`unknown revisions and paths of ${kind} are not found, with a sentence`, async t => {
    const { get } = await openPages(t, kind, history)
    for (const rest of ['/files/nonsense/', `/files/${'e'.repeat(40)}/src`, '/files/--help/']) {
      const { status, text } = await get(rest)
      t.is(status, 404, rest)
      t.regex(text, /no such/, rest)
    }
    for (const rest of ['/files/tip/no/such', '/files/tip/src/../../../etc/passwd', '/files/tip/bin.dat/x']) {
      t.is((await get(rest)).status, 404, rest)
    }
  })

  test(`an empty ${kind} repository has no files, and says how to get some`, async t => {
    const { status, text } = await (await openPages(t, kind, [])).get('/files/tip/')
    t.is(status, 404)
    t.regex(text, /This repository is empty/)
  })
}

test('text that is no UTF-8 is read by the encodings of the configuration', async t => {
  const { get } = await openPages(t, 'git', history, {
    ini: { default_encoding: 'utf8, latin1' },
    repositories: { 'group/project': { commits: history } },
  })
  t.regex((await get('/files/tip/latin.txt')).text, /Straße/)
})

test('Markdown is rendered, with a switch to its source', async t => {
  const { get } = await openPages(t, 'git', history)
  t.regex((await get('/files/tip/doc.md')).text, /<h3[^>]*>Title<\/h3>/)
  t.regex((await get('/files/tip/doc.md')).text, /doc.md\?view=source/)
  t.regex((await get('/files/tip/doc.md?view=source')).text, /id="L1"[\s\S]*# Title/)
})

test('so is reStructuredText', async t => {
  const { get } = await openPages(t, 'git', history)
  t.regex((await get('/files/tip/doc.rst')).text, /<h3[^>]*>Title<\/h3>[\s\S]*<em>word<\/em>/)
  t.regex((await get('/files/tip/doc.rst?view=source')).text, /id="L1"[\s\S]*=====/)
})

test('a picture is shown, and SVG only as one', async t => {
  const { get } = await openPages(t, 'git', history)
  t.regex((await get('/files/tip/p.png')).text, /<img src="\/group\/project\/raw\/tip\/p.png" alt="p.png">/)
  const svg = await get('/files/tip/p.svg')
  t.regex(svg.text, /<img src="\/group\/project\/raw\/tip\/p.svg"/)
  t.notRegex(svg.text, /<script>alert/)
  t.regex((await get('/files/tip/p.svg?view=source')).text, /id="L1"/)
})

test('what cannot be shown says why', async t => {
  const { get } = await openPages(t, 'git', history, {
    ini: { cut_off_limit: '2000' },
    repositories: { 'group/project': { commits: history } },
  })
  t.regex((await get('/files/tip/bin.dat')).text, /A binary file/)
  t.regex((await get('/files/tip/empty.txt')).text, /This file is empty/)
  t.regex((await get('/files/tip/big.txt')).text, /too large[\s\S]*big.txt\?fulldiff=1/)
  t.regex((await get('/files/tip/big.txt?fulldiff=1')).text, /id="L1000"/)
})

test('a symbolic link says where it points', async t => {
  const { get } = await openPages(t, 'git', history)
  t.regex((await get('/files/tip/link')).text, /symbolic link[\s\S]*href="\/group\/project\/files\/tip\/src\/b.txt"/)
})
