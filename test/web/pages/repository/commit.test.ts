import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { makeSite } from '../../../helpers/site.ts'
import { type Answer, serve } from '../../../helpers/web.ts'
import { isPoisoned, kinds, oddHistory, openPages } from '../../../helpers/repository-pages.ts'

const lines = (count: number, text = 'line') =>
  Array.from({ length: count }, (_, index) => `${text} ${index}\n`).join('')

const history = [
  commit('first', { 'a.js': 'let one = 1\nsame\n', 'gone.txt': 'x\n', 'old.txt': lines(20), 'space.txt': 'a b\nc\n' }),
  commit(
    'second: fixes #12\n\nsee https://example.com/x and @bob',
    {
      'a.js': 'let one = 2\nsame\n',
      'gone.txt': null,
      'new.txt': 'n\n',
      'bin.dat': Buffer.from([0, 1]),
      'space.txt': 'a  b\nc\n',
    },
    { renames: { 'old.txt': 'dir/renamed.txt' } },
  ),
  commit('third', { 'big.txt': lines(1000), 'a.js': 'let one = 3\nsame\n' }),
]

/** What a page says, without its markup. */
function words({ text }: Answer): string {
  return text.replace(/<[^>]*>/g, '')
}

function withoutAges({ text }: Answer): string {
  return text.replace(/<time .*?<\/time>/g, '')
}

const issues = {
  issue_pat: '#(\\d+)',
  issue_server_link: 'https://issues.example.com/{repo}/\\1',
  issue_sub: '',
}

for (const kind of kinds) {
  test(`a commit of ${kind} shows who, what and every file that changed`, async t => {
    const { get, ids } = await openPages(t, kind, history, {
      ini: issues,
      repositories: { 'group/project': { kind, commits: history } },
    })
    const { status, text } = await get(`/changeset/${ids[1]}`)
    t.is(status, 200)
    t.regex(text, /second: fixes <a href="https:\/\/issues.example.com\/group\/project\/12" rel="noreferrer">#12<\/a>/)
    t.regex(text, /<a href="https:\/\/example.com\/x"[^>]*>[\s\S]*<b>@bob<\/b>/)
    t.regex(text, new RegExp(`href="/group/project/changeset/${ids[0]}"[^>]*>[\\s\\S]*Parent`))
    t.regex(text, new RegExp(`href="/group/project/changeset/${ids[2]}"[^>]*>[\\s\\S]*Child`))
    t.regex(text, /6 files changed/)
    t.regex(text, /old.txt → dir\/<wbr>renamed.txt/)
    t.regex(text, /<del><span class="h-number">1<[\s\S]*<ins><span class="h-number">2</)
    t.regex(text, /deleted/)
    t.regex(text, /A binary file/)
  })

  test(`a diff of ${kind} is the same at the second visit, and no program is started for it`, async t => {
    const { site, commits } = await makeSite(t, { repositories: { project: { kind, commits: history } } })
    const client = (await serve(t, site)).client()
    const see = async () => withoutAges(await client.ask(`/project/changeset/${commits['project']?.[1]}`))
    const first = await see()
    const started = site.vcs.runner.started()
    t.is(await see(), first)
    t.is(site.vcs.runner.started(), started)
  })

  test(`a diff of ${kind} is shown side by side, without white space, or with more around it`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const at = `/changeset/${ids[1]}`
    t.regex((await get(`${at}?diff=split`)).text, /table class="code diff split"/)
    t.regex((await get(at)).text, /diff=split/)
    t.regex(words(await get(at)), /a {2}b/)
    t.notRegex(words(await get(`${at}?ignorews=1`)), /a {2}b/)
    t.regex(words(await get(at)), /^\s*same$/m)
    t.notRegex(words(await get(`${at}?context=0`)), /^\s*same$/m)
    t.is((await get(`${at}?context=99999999999999`)).status, 200)
    t.is((await get(`${at}?context=-1`)).status, 200)
  })

  test(`a diff of ${kind} that is too large is cut, and shown anyway when asked`, async t => {
    const { get, ids } = await openPages(t, kind, history, {
      ini: { cut_off_limit: '500' },
      repositories: { 'group/project': { kind, commits: history } },
    })
    const text = words(await get(`/changeset/${ids[2]}`))
    t.regex(text, /too large to be shown[\s\S]*Show the full diff anyway/)
    t.regex(text, /let one = /)
    t.notRegex(text, /line 999/)
    t.regex((await get(`/changeset/${ids[2]}?fulldiff=1`)).text, /line 999/)
  })

  test(`names of ${kind} are text in a commit, whatever they say`, async t => {
    const { get, ids } = await openPages(t, kind, oddHistory())
    for (const rest of [
      `/changeset/${ids[0]}`,
      `/changeset/${ids[0]}?diff=split`,
      '/changeset/tip',
      '/changeset/100%25',
    ]) {
      const { status, text } = await get(rest)
      t.is(status, 200, rest)
      t.false(isPoisoned(text), rest)
    }
  })

  test(`an unknown revision of ${kind} is not found`, async t => {
    const { get } = await openPages(t, kind, history)
    for (const what of ['changeset', 'changeset-diff', 'changeset-patch', 'changeset-download']) {
      for (const name of ['nonsense', 'e'.repeat(40), '-h', '999999']) {
        t.is((await get(`/${what}/${name}`)).status, 404, `${what} ${name}`)
      }
    }
  })

  test(`several commits of ${kind} are one page, oldest first, each with what it changed`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const { status, text } = await get('/changeset/1...2')
    t.is(status, 200)
    const places = ['2 commits', '8 files changed', 'let one = 2', 'let one = 3']
    const shown = words({ text } as Answer)
    t.deepEqual(
      places.map(each => shown.lastIndexOf(each)),
      places.map(each => shown.lastIndexOf(each)).toSorted((one, two) => one - two),
    )
    t.notRegex(shown, /first/)
    for (const place of ['f0', 'f7']) t.true(text.includes(`href="#${place}"`) && text.includes(`id="${place}"`), place)
    t.is(words(await get(`/changeset/${ids[2]}...${ids[1]}`)), shown)
    t.regex(words(await get('/changeset/2...2')), /1 commit, /)
    for (const range of ['1...nonsense', 'nonsense...1', '...1', '1...', '0...1...2'])
      t.is((await get(`/changeset/${range}`)).status, 404, range)
  })

  test(`the text of several commits of ${kind} is the last one’s diff, or all their patches`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const one = async (what: string, revision = '') => (await get(`/${what}/${revision}`)).text
    t.is(await one('changeset-diff', '0...2'), await one('changeset-diff', ids[2]))
    t.is(
      await one('changeset-patch', '1...2'),
      (await one('changeset-patch', ids[1])) + (await one('changeset-patch', ids[2])),
    )
    const { headers } = await get('/changeset-download/0...2')
    t.is(headers.get('content-disposition'), 'attachment; filename="0...2.diff"')
  })

  test(`the diff of ${kind} can be had as text and to be saved`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const raw = await get(`/changeset-diff/${ids[1]}`)
    t.is(raw.headers.get('content-type'), 'text/plain; charset=utf-8')
    t.regex(raw.text, /^diff --git a\/a.js b\/a.js\n[\s\S]*-let one = 1\n\+let one = 2\n/)
    t.regex(raw.text, /rename from old.txt\nrename to dir\/renamed.txt/)
    const saved = await get(`/changeset-download/${ids[1]}`)
    t.is(saved.text, raw.text)
    t.is(saved.headers.get('content-disposition'), `attachment; filename="${ids[1]?.slice(0, 12)}.diff"`)
    t.notRegex((await get(`/changeset-diff/${ids[1]}?ignorews=1`)).text, /^\+a {2}b/m)
  })
}

test('of a long row of commits a page shows the first fifty, and leads on', async t => {
  const many = Array.from({ length: 53 }, (_, index) => commit(`number ${index}.`, { a: `${index}\n` }))
  const { get, ids } = await openPages(t, 'git', many)
  const { text } = await get('/changeset/0...52')
  t.regex(text, /50 commits, /)
  t.notRegex(text, /number 50\./)
  t.true(text.includes(`href="/group/project/changeset/${ids[50]}...52"`))
  t.regex((await get(`/changeset/${ids[50]}...52`)).text, /3 commits, /)
})

test('a branch with slashes in its name is found by its name, alone and at the ends of a row', async t => {
  const { get } = await openPages(t, 'git', [...history, commit('of', { x: 'x' }, { branch: 'feature/of' })])
  t.regex((await get('/changeset/feature/of')).text, /<h1>of<\/h1>/)
  t.regex((await get('/changeset/feature%2Fof')).text, /<h1>of<\/h1>/)
  t.regex((await get('/changeset/master...feature/of')).text, /2 commits, /)
})

test('a patch of git has the heads that git am wants', async t => {
  const { get, ids } = await openPages(t, 'git', history)
  const { text } = await get(`/changeset-patch/${ids[1]}`)
  t.regex(
    text,
    new RegExp(
      `^From ${ids[1]} [-\\d]{10} [:\\d]{8}\\nFrom: Ann Author <ann@example.com>\\nDate: [-\\d]{10} [:\\d]{8}\\n`,
    ),
  )
  t.regex(text, /\nSubject: \[PATCH\] second: fixes #12\n\nsee .*\n+---\n\ndiff --git /)
})

test('a patch of hg has the heads that hg import wants', async t => {
  const { get, ids } = await openPages(t, 'hg', history)
  const { text } = await get(`/changeset-patch/${ids[1]}`)
  t.regex(text, /^# HG changeset patch\n# User Ann Author <ann@example.com>\n# Date [-\d]{10} [:\d]{8}\n/)
  t.regex(text, new RegExp(`# Node ID ${ids[1]}\\n# Parent {2}${ids[0]}\\n\\nsecond: fixes #12\\n`))
})
