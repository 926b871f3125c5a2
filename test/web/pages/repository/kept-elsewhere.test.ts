import test from 'ava'
import { openRepository } from '#domain/repository-access.ts'
import type { CommitId } from '#vcs/repository.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { makePng } from '../../../helpers/media.ts'
import { kinds } from '../../../helpers/repository-pages.ts'
import { shareSite } from '../../../helpers/shared-site.ts'

const lfs = (hex: string, size: number) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${hex.repeat(32)}\nsize ${size}\n`
const standIn = (hex: string) => `${hex.repeat(20)}\n`

const history = [
  commit('first', {
    'movie.mp4': lfs('1a', 3_355_443),
    'plan.txt': 'a plan\n',
    '.hglf/large.bin': standIn('2b'),
    'photo.png': makePng(3, 2, 'cc3344'),
    'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    'blob.dat': Buffer.alloc(2048),
    'ends.txt': 'one\ntwo\n',
    'dir/link': { content: '../plan.txt', kind: 'symlink' },
    'dir/away': { content: '../../plan.txt', kind: 'symlink' },
    'dir/broken': { content: 'none', kind: 'symlink' },
    'dir/folder': { content: '../dir/', kind: 'symlink' },
  }),
  commit('second', {
    'movie.mp4': lfs('1c', 4_194_304),
    'plan.txt': lfs('3d', 7),
    '.hglf/large.bin': standIn('2d'),
    'photo.png': makePng(30, 20, '33cc44'),
    'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1"/>\n',
    'blob.dat': Buffer.alloc(3072),
    'ends.txt': 'one\r\ntwo\r\n',
    'dir/link': { content: 'broken', kind: 'symlink' },
  }),
]

const [one, two] = ['1'.repeat(40), '2'.repeat(40)]
const moduleOf = (path: string, url: string) => `[submodule "${path}"]\n\tpath = ${path}\n\turl = ${url}\n`
const modules = moduleOf('lib', 'https://example.com/lib.git') + moduleOf('x/own', '../own.git')
const withModules = [
  commit('included', {
    '.gitmodules': modules,
    lib: { content: one, kind: 'submodule' },
    'x/own': { content: one, kind: 'submodule' },
  }),
  commit('moved on', { lib: { content: two, kind: 'submodule' } }),
  commit('gone', { 'x/own': null }),
]

const site = shareSite({
  repositories: {
    git: { commits: history },
    hg: { kind: 'hg', commits: history },
    modules: { commits: withModules },
    subrepos: { kind: 'hg', commits: [commit('x', { a: 'x\n' })] },
  },
})

const ask = async (path: string) => (await site().client().ask(path)).text

/** The section of a file of a diff. */
function sectionOf(text: string, name: string): string {
  return text.split('<section class="file"').find(each => each.includes(`data-text="${name}"`)) ?? ''
}

function wordsOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

for (const kind of kinds) {
  test(`a file of ${kind} that is kept elsewhere is told as such, with its size and id, not shown`, async t => {
    const movie = await ask(`/${kind}/files/tip/movie.mp4`)
    t.regex(wordsOf(movie), /movie.mp4 is kept in Git LFS .* Size 4.0 MiB Content sha256:(?:1c){32} /)
    t.notRegex(movie, /<video/)
    t.regex(await ask(`/${kind}/files/tip/movie.mp4?view=source`), /id="L1"[\s\S]*oid sha256:1c/)
    const large = wordsOf(await ask(`/${kind}/files/tip/.hglf/large.bin`))
    t.regex(large, /large.bin is kept by the largefiles extension .* Content sha1:(?:2d){20} /)
    t.regex(await ask(`/${kind}/files/0/plan.txt`), /id="L1"[\s\S]*a plan/)
  })

  test(`in a diff of ${kind} the pointers are told, and other content is shown`, async t => {
    for (const place of ['changeset/tip', 'compare/rev@0...rev@1']) {
      const text = await ask(`/${kind}/${place}`)
      const movie = sectionOf(text, 'movie.mp4')
      t.regex(wordsOf(movie), /Git LFS .* Before Git LFS, 3.2 MiB, sha256:(?:1a){32} After Git LFS, 4.0 MiB, sha256:1c/)
      t.notRegex(movie, /<table/)
      t.regex(
        wordsOf(sectionOf(text, '.hglf/large.bin')),
        /largefiles .* Before largefiles, sha1:2b.* After largefiles, sha1:2d/,
      )
      t.regex(wordsOf(sectionOf(text, 'plan.txt')), /Git LFS .* After Git LFS, 7 B, sha256:3d.* a plan /)
    }
  })

  test(`pictures of a diff of ${kind} stand beside each other, with their sizes`, async t => {
    const ids = site().commits[kind] ?? []
    const text = await ask(`/${kind}/changeset/tip`)
    const photo = sectionOf(text, 'photo.png')
    t.regex(photo, new RegExp(`<img src="/${kind}/raw/${ids[0]}/photo.png" alt="Before" loading="lazy">`))
    t.regex(photo, new RegExp(`<img src="/${kind}/raw/${ids[1]}/photo.png" alt="After" loading="lazy">`))
    t.regex(wordsOf(photo), /binary .*Before · \d+ B After · \d+ B /)
    t.regex(sectionOf(text, 'drawing.svg'), /<img src="[^"]*drawing.svg" alt="After"[\s\S]*<table/)
    t.regex(wordsOf(sectionOf(text, 'blob.dat')), /A binary file. Before \(2.0 KiB\) · After \(3.0 KiB\)/)
    t.regex(wordsOf(sectionOf(text, 'ends.txt')), /line ends LF → CRLF /)
    t.notRegex(wordsOf(sectionOf(text, 'plan.txt')), /line ends/)
    const added = sectionOf(await ask(`/${kind}/changeset/0`), 'photo.png')
    t.regex(added, /alt="After"/)
    t.notRegex(added, /alt="Before"/)
  })

  test(`a symbolic link of ${kind} leads to what is there, and says what is not`, async t => {
    const link = await ask(`/${kind}/files/0/dir/link`)
    t.regex(link, new RegExp(`href="/${kind}/files/0/plan.txt"><code>../plan.txt</code>`))
    t.regex(await ask(`/${kind}/files/0/dir/folder`), new RegExp(`href="/${kind}/files/0/dir"><code>../dir/</code>`))
    const away = await ask(`/${kind}/files/0/dir/away`)
    t.regex(away, /<code>..\/..\/plan.txt<\/code><\/p><p>That is outside of the repository/)
    t.regex(await ask(`/${kind}/files/0/dir/broken`), /<code>none<\/code><\/p><p>That is not there at this revision/)
    t.regex(
      wordsOf(sectionOf(await ask(`/${kind}/changeset/tip`), 'dir/link')),
      /symbolic link .* \.\.\/plan.txt .* broken /,
    )
    t.regex(await ask(`/${kind}/files/0/dir`), /#file-symlink"\/><\/svg> <a href="[^"]*dir\/link">link</)
  })
}

test('a submodule is told in its folder, at its address and in diffs', async t => {
  t.regex(await ask('/modules/files/tip/'), new RegExp(`lib</a> <span class="muted">@ ${two.slice(0, 12)}</span>`))
  const page = await ask('/modules/files/tip/lib')
  t.regex(wordsOf(page), /lib is another repository .* at commit 222222222222/)
  t.regex(page, /<a href="https:\/\/example.com\/lib.git" rel="noreferrer">/)
  const own = await ask('/modules/files/0/x/own')
  t.regex(own, /<code>..\/own.git<\/code>/)
  const changed = sectionOf(await ask('/modules/changeset/1'), 'lib')
  t.regex(
    wordsOf(changed),
    /submodule .*included at another commit: 111111111111 → 222222222222 · https:\/\/example.com\/lib.git /,
  )
  t.notRegex(changed, /Subproject/)
  t.regex(wordsOf(sectionOf(await ask('/modules/changeset/0'), 'lib')), /is included now at 111111111111 · https/)
  const gone = sectionOf(await ask('/modules/changeset/tip'), 'x/own')
  t.regex(wordsOf(gone), /is no longer included; it was at 111111111111 · \.\.\/own.git /)
  t.notRegex(gone, /href="[^"]*own.git/)
  t.regex(wordsOf(sectionOf(await ask('/modules/compare/rev@0...rev@2'), 'lib')), /1 → 222222222222 ·/)
})

test('a subrepository is told in its folder, at its address and in diffs', async t => {
  const vcs = await openRepository(site().site, await site().repository('subrepos'))
  const state = async (parent: CommitId | null, text: string) =>
    vcs.commitFiles({
      parent,
      branch: 'default',
      author: 'Ann <ann@example.com>',
      message: 'state',
      files: new Map([
        ['.hgsub', Buffer.from('lib = https://example.com/lib\nx/own = [git]../own.git\n')],
        ['.hgsubstate', Buffer.from(text)],
      ]),
    })
  const first = await state(await vcs.tip(), `${one} lib\n${one} x/own\n`)
  const second = await state(first, `${two} lib\n`)
  t.regex(await ask(`/subrepos/files/${first}/`), /lib<\/a> <span class="muted">@ 111111111111</)
  const page = await ask(`/subrepos/files/${first}/lib`)
  t.regex(page, /lib is another repository[\s\S]*<a href="https:\/\/example.com\/lib" rel="noreferrer">/)
  t.regex(await ask(`/subrepos/files/${first}/x/own`), /<code>..\/own.git<\/code>/)
  const words = wordsOf(sectionOf(await ask(`/subrepos/changeset/${second}`), '.hgsubstate'))
  t.regex(
    words,
    /subrepositories .*lib, another repository, is included at another commit: 111111111111 → 222222222222 · https/,
  )
  t.regex(words, /x\/own, another repository, is no longer included; it was at 111111111111/)
  t.regex(await ask(`/subrepos/changeset-diff/${second}`), /^-1{40} x\/own$/m)
})
