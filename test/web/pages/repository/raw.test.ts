import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds, openPages } from '../../../helpers/repository-pages.ts'

const large = Buffer.alloc(3_000_000, 'some text in a line of its own\n')

const history = [
  commit('first', {
    'page.html': '<script>alert(1)</script>\n',
    'p.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>\n',
    'p.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]),
    'bin.dat': Buffer.from([0, 1, 2]),
    'latin.txt': Buffer.from('Stra\xdfe\n', 'latin1'),
    'x"; y=\n日本.txt': 'x\n',
    'large.txt': large,
    'dir/x': 'x',
    'code.ts': 'let a\n',
  }),
]

/** Else fetch() asks for everything again. */
const fresh = { 'cache-control': 'max-age=0' }

const without = (files: (typeof history)[0]['files'], name: string) =>
  Object.fromEntries(Object.entries(files).filter(([key]) => key !== name))

for (const kind of kinds) {
  test(`raw of ${kind}: text is plain text, pictures are pictures, the rest is saved; nothing of it runs`, async t => {
    const commits = [commit('first', without(history[0]?.files ?? {}, 'x"; y=\n日本.txt'))]
    const { get } = await openPages(t, kind, commits, {
      ini: { default_encoding: 'utf8, latin1' },
      repositories: { 'group/project': { kind, commits } },
    })
    const types = {
      'page.html': /^text\/plain; charset=utf-8$/,
      'code.ts': /^text\/plain; charset=utf-8$/,
      'p.svg': /^image\/svg\+xml$/,
      'p.png': /^image\/png$/,
      'bin.dat': /^application\/octet-stream$/,
      'latin.txt': /^text\/plain; charset=(?:iso-8859-1|latin1|windows-1252)$/i,
    }
    for (const [name, type] of Object.entries(types)) {
      const { status, headers } = await get(`/raw/tip/${name}`)
      t.is(status, 200, name)
      t.regex(headers.get('content-type') ?? '', type, name)
      t.is(headers.get('x-content-type-options'), 'nosniff', name)
      t.regex(headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/, name)
      t.is(headers.get('content-disposition')?.split(';')[0] ?? null, name === 'bin.dat' ? 'attachment' : null, name)
    }
  })

  test(`a file of ${kind} is downloaded under its name`, async t => {
    const { get } = await openPages(t, kind, [commit('x', { 'ü "x".txt': 'x\n' })])
    const { headers, text } = await get(`/rawfile/tip/${encodeURIComponent('ü "x".txt')}`)
    t.is(text, 'x\n')
    t.regex(headers.get('content-disposition') ?? '', /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%C3%BC/)
    t.is(headers.get('x-content-type-options'), 'nosniff')
  })

  test(`large files of ${kind} arrive whole, and not again for whoever has them`, async t => {
    const { get } = await openPages(t, kind, [commit('x', { 'large.txt': large })])
    const first = await get('/raw/tip/large.txt')
    t.is(first.text, large.toString())
    const tag = first.headers.get('etag') ?? ''
    t.regex(tag, /^"[0-9a-f]+"$/)
    const second = await get('/raw/tip/large.txt', { ...fresh, 'if-none-match': tag })
    t.is(second.status, 304)
    t.is(second.text, '')
    t.is((await get('/raw/tip/large.txt', { ...fresh, 'if-none-match': '"0"' })).status, 200)
  })

  test(`folders, unknown paths and revisions of ${kind} have no bytes`, async t => {
    const { get } = await openPages(t, kind, [commit('x', { 'dir/x': 'x' })])
    for (const rest of ['/raw/tip/dir', '/raw/tip/', '/raw/tip/none', '/rawfile/none/dir/x', '/raw/tip/dir/../../x']) {
      t.is((await get(rest)).status, 404, rest)
    }
  })
}
