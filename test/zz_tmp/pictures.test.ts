import { execFileSync } from 'node:child_process'
import test from 'ava'
import { openBrowser, takePictures } from '../helpers/browser.ts'
import { commit } from '../helpers/commit-description.ts'
import { findFaults } from '../helpers/page-faults.ts'
import { oddHistory } from '../helpers/repository-pages.ts'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

const text = (n: number) =>
  Array.from(
    { length: 40 },
    (_, i) =>
      `let value${i} = ${i % 7 === n % 7 ? `'${'changed '.repeat(i % 3 === 0 ? 30 : 2)}${n}'` : i} // a comment\n`,
  ).join('')
const authors = ['Jürgen Weißhaupt <j@x.y>', '田中 美咲 <t@x.y>', 'Anneliese Großkreuz-Schwarzenberger <a@x.y>']
let odd = oddHistory()
const history = [
  ...odd,
  ...[0, 1, 2, 3, 4, 5].map(n =>
    commit(
      `${n === 3 ? 'A very long subject of a commit that does not fit into a narrow column at all ' : 'Change '}${n}`,
      { 'a.js': text(n), 'README.md': '# One\n' },
      { author: authors[n % 3], date: 1_600_000_000 + n * 9_000_000, tags: [`v1.${n}`] },
    ),
  ),
  commit(
    'on a long branch',
    { 'long.txt': 'x\n' },
    {
      branch: 'users/grosskreuz-schwarzenberger/spike/messwertübertragungsprotokoll-v3-und-noch-mehr',
      author: authors[2],
    },
  ),
]
test('pictures', async t => {
  t.timeout(900_000)
  const { site } = await makeSite(t, {
    repositories: {
      git: { commits: history, downloads: true },
      hg: { kind: 'hg', commits: history, downloads: true },
      empty: { commits: [] },
    },
  })
  const { origin } = await serve(t, site)
  const browser = await openBrowser(t)
  const pages = { annotate: '/git/annotate/tip/a.js', files: '/hg/files/tip/', summary: '/git' }
    annotate: '/git/annotate/tip/a.js',
    refs: '/git/refs',
    summary: '/git',
    refshg: '/hg/refs',
    file: '/hg/files/tip/a.js',
  }
  for (const [name, page] of Object.entries(pages)) {
    await takePictures(browser, origin + page, `h-${name}`)
    const faults = await findFaults(browser, origin + page)
    if (faults.length) t.log(page, faults)
  }
  t.pass()
})
