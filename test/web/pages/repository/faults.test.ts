import test from 'ava'
import { openBrowser } from '../../../helpers/browser.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { findFaults } from '../../../helpers/page-faults.ts'
import { oddHistory } from '../../../helpers/repository-pages.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const readme = `# One

### Three

- [ ] a task

| a | b |
|---|--:|
| ${'x'.repeat(200)} | y |

\`\`\`js
${'let a = 1 '.repeat(40)}
\`\`\`

![there](p.png)
`

const history = [
  ...oddHistory(),
  commit('a document', { 'README.md': readme, 'a.js': 'let a = 1\n', 'p.png': Buffer.from('89504e47', 'hex') }),
  commit(`${'long '.repeat(60)}\n\nbody`, {
    'a.js': `let a = 2 // ${'very '.repeat(60)}\n`,
    'p.png': Buffer.from('00', 'hex'),
    'deep/er/than/most/folders/are/long-name-without-any-end.txt': 'x\n',
  }),
]

const pages = [
  '/git',
  '/hg/changelog?size=3',
  '/git/changelog/tip/a.js',
  '/git/files/tip/deep/er/than/most',
  '/hg/files/tip/a.js',
  '/git/files/tip/README.md',
  '/git/changeset/tip',
  '/hg/changeset/tip?diff=split',
  '/git/changeset/0...tip',
  '/git/compare',
  '/git/compare/rev@0...branch@100%25?other_repo=fork&merge=1',
  '/git/annotate/tip/a.js',
  '/hg/refs',
  '/empty',
]

test('the pages of a repository are valid, accessible in both themes, and fit into every window', async t => {
  t.timeout(1_200_000)
  const { site } = await makeSite(t, {
    repositories: {
      git: { commits: history, downloads: true },
      hg: { kind: 'hg', commits: history, downloads: true },
      fork: { commits: history, forkOf: 'git' },
      empty: { kind: 'hg', commits: [] },
    },
  })
  const { origin } = await serve(t, site)
  const browser = await openBrowser(t)
  for (const page of pages) t.deepEqual(await findFaults(browser, origin + page), [], page)
})
