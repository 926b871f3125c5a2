import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds } from '../../../helpers/repository-pages.ts'
import { shareSite } from '../../../helpers/shared-site.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/ /g, ''), 'hex')
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** 顧客 and 売上 in CP932, Zażółć in windows-1250. */
const [customer, sales, polish] = [bytes('8cda 8b71'), bytes('9484 8fe3'), bytes('5a61 bff3 b3e6')]
const lines = (...parts: readonly (Buffer | string)[]): Buffer => Buffer.concat(parts.map(part => Buffer.from(part)))

/** A sentence in CP932; fewer letters tell nothing. */
const sentence = bytes('94848fe382f08f578c7682b782e98ad6909482c582b78142')
const sentenceText = '売上を集計する関数です。'

const history = [
  commit('first', {
    'marked.txt': wide('\ufeffeins\r\nzwei\r\n'),
    'bare.txt': wide('上一\nÜbel\n').swap16(),
    'japan.c': lines('// ', sentence, '\nint a = 1;\n'),
    'moves.txt': lines(sentence, '\nend\n'),
    'bom.txt': 'one\ntwo\n',
    'noise.dat': bytes('fffb 9001 02e4 0603'),
  }),
  commit('second', {
    'marked.txt': wide('\ufeffeins\r\ndrei\r\n'),
    'bare.txt': wide('上二\nÜbel\n').swap16(),
    'japan.c': lines('// ', sentence, '\nint a = 2; // ', sales, '\n'),
    'moves.txt': `${sentenceText}\nend\n`,
    'bom.txt': '\ufeffone\ntwo\n',
    'noise.dat': bytes('fffb 9001 02e4 0604'),
  }),
]

const listed = [
  commit('first', { 'a.txt': lines(polish, '\n'), 'short.txt': lines(customer, '\n') }),
  commit('second', { 'a.txt': lines(polish, '\n', polish, ' 2\n'), 'short.txt': lines(customer, '\n', sales, '\n') }),
]

const site = shareSite({
  ini: { default_encoding: 'utf8' },
  repositories: { git: { commits: history }, hg: { kind: 'hg', commits: history } },
})

const japanese = shareSite({
  ini: { default_encoding: 'utf8, cp932, cp1250' },
  repositories: { git: { commits: listed }, hg: { kind: 'hg', commits: listed } },
})

/** What a page says in its lines of source, one below the other. */
function sourceOf(text: string): string {
  const cells = [...text.matchAll(/<td class="c[^>]*>([\s\S]*?)<\/td>/g)]
  return cells.map(([, cell = '']) => cell.replace(/<[^>]*>/g, '')).join('\n')
}

/** The section of a file of a diff, without its markup. */
function sectionOf(text: string, name: string): string {
  const section = text.split('<section class="file"').find(each => each.includes(`data-text="${name}"`)) ?? ''
  return section.replace(/<[^>]*>/g, ' ').replace(/[ \n]+/g, ' ')
}

for (const kind of kinds) {
  const get = async (rest: string) => (await site().client().ask(`/${kind}${rest}`)).text

  test(`UTF-16 of ${kind} is text in view and annotate, with its mark and without`, async t => {
    const marked = await get('/files/tip/marked.txt')
    t.regex(marked, /2 lines · 26 B · UTF-16LE with BOM · CRLF/)
    t.is(sourceOf(marked), 'eins\ndrei')
    const bare = await get('/files/tip/bare.txt')
    t.regex(bare, /2 lines · 16 B · UTF-16BE · LF/)
    t.is(sourceOf(bare), '上二\nÜbel')
    t.is(sourceOf(await get('/annotate/tip/bare.txt')), '上二\nÜbel')
  })

  test(`a line of UTF-16 in ${kind} has its own commit, whatever its letters are made of`, async t => {
    const ids = site().commits[kind] ?? []
    for (const name of ['bare.txt', 'marked.txt']) {
      const text = await get(`/annotate/tip/${name}`)
      const writers = [...text.matchAll(/<td class="who[^>]*>[\s\S]*?changeset\/(\w+)/g)].map(([, id]) => id)
      t.deepEqual(writers, name === 'bare.txt' ? [ids[1], ids[0]] : ids, name)
    }
  })

  for (const [place, rest] of [
    ['the diff of a commit', '/changeset/tip'],
    ['a comparison', '/compare/rev@0...rev@1'],
  ] as const) {
    test(`in ${place} of ${kind} every text is read as it is in its file`, async t => {
      const text = await get(rest)
      t.regex(sectionOf(text, 'marked.txt'), /UTF-16LE with BOM .* zwei .* drei /)
      t.regex(sectionOf(text, 'bare.txt'), /UTF-16BE .*上 ?一 .*上 ?二 .* Übel /)
      t.regex(sectionOf(text, 'japan.c'), /Shift_JIS .* \/\/ 売上を集計する関数です。 .* 1 .*\/\/ 売上/)
      t.regex(
        sectionOf(text, 'moves.txt'),
        /Shift_JIS → UTF-8 .*売上を集計する関数です。.*売上を集計する関数です。.* end /,
      )
      t.regex(sectionOf(text, 'bom.txt'), /UTF-8 → UTF-8 with BOM .* one .* one /)
      t.regex(sectionOf(text, 'noise.dat'), /binary .*A binary file/)
      t.notRegex(text, /\ufeff|\ufffd/)
    })
  }

  test(`Japanese of ${kind} is recognised in view, annotate and raw; noise is binary`, async t => {
    const text = await get('/files/tip/japan.c')
    t.regex(text, /2 lines · \d+ B · Shift_JIS · LF/)
    t.is(sourceOf(text), `// ${sentenceText}\nint a = 2; // 売上`)
    t.is(sourceOf(await get('/annotate/tip/japan.c')), sourceOf(text))
    const raw = await site().client().ask(`/${kind}/raw/tip/japan.c`)
    t.is(raw.headers.get('content-type'), 'text/plain; charset=shift_jis')
    t.regex(await get('/files/tip/noise.dat'), /A binary file/)
  })

  test(`default_encoding names what ${kind} holds, where no guess would find it`, async t => {
    const ask = async (rest: string) => (await japanese().client().ask(`/${kind}${rest}`)).text
    t.is(sourceOf(await ask('/files/tip/short.txt')), '顧客\n売上')
    t.regex(await ask('/files/tip/short.txt'), / · Shift_JIS · /)
    t.is(sourceOf(await ask('/files/tip/a.txt')), 'Zażółć\nZażółć 2')
    t.regex(await ask('/files/tip/a.txt'), / · windows-1250 · /)
    t.is(sourceOf(await ask('/annotate/tip/a.txt')), 'Zażółć\nZażółć 2')
    t.regex(sectionOf(await ask('/changeset/tip'), 'a.txt'), /windows-1250 .* Zażółć .* Zażółć 2/)
    t.regex(sectionOf(await ask('/changeset/tip'), 'short.txt'), /Shift_JIS .* 顧客 .* 売上/)
  })
}

test('the raw diff of UTF-16 is what the tool says', async t => {
  const raw = await site().client().ask('/git/changeset-diff/tip')
  t.regex(raw.text, /GIT binary patch/)
})
