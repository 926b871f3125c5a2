import test from 'ava'
import { openBrowser, withPage } from '../../../helpers/browser.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { makePdf, makePng, makeWave } from '../../../helpers/media.ts'
import { axeFaults, listen, tooWide } from '../../../helpers/page-faults.ts'
import { makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const pointer = (hex: string) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${hex.repeat(64)}\nsize 3355443\n`

const history = [
  commit('first', {
    'paper.pdf': makePdf('Hello'),
    'song.wav': makeWave(1),
    'people.csv': `Name;Age;\nAnn;3\nBob;4;${'very '.repeat(60)}\n`,
    'large.psd': pointer('1'),
    'photo.png': makePng(30, 20, 'cc3344'),
    module: { content: '1'.repeat(40), kind: 'submodule' },
    '.gitmodules': `[submodule "m"]\n\tpath = module\n\turl = https://example.com/${'long'.repeat(20)}.git\n`,
    'wide.txt': Buffer.from('\ufeffeins\n', 'utf16le'),
    link: { content: '../away', kind: 'symlink' },
  }),
  commit('second', {
    'large.psd': pointer('2'),
    'photo.png': makePng(700, 20, '33cc44'),
    module: { content: '2'.repeat(40), kind: 'submodule' },
    'wide.txt': Buffer.from('\ufeffzwei\n', 'utf16le'),
  }),
]

const files = ['paper.pdf', 'song.wav', 'people.csv', 'large.psd', 'module', 'link']

test('what is no plain text is shown accessibly in both themes, and fits into a telephone', async t => {
  t.timeout(600_000)
  const { site } = await makeSite(t, { repositories: { git: { commits: history } } })
  const { origin } = await serve(t, site)
  const faults = new Set<string>()
  await withPage(await openBrowser(t), {}, {}, async page => {
    for (const place of [...files.map(name => `files/tip/${name}`), 'changeset/tip']) {
      const address = `${origin}/git/${place}`
      listen(page, address, fault => faults.add(`${place}: ${fault}`))
      await page.goto(address)
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 })
        for (const fault of await tooWide(page)) faults.add(`${place} ${width}: ${fault}`)
      }
      for (const fault of await axeFaults(page)) faults.add(`${place}: ${fault}`)
      await page.emulateMedia({ colorScheme: 'dark' })
      for (const fault of await axeFaults(page, ['color-contrast'])) faults.add(`${place} dark: ${fault}`)
      await page.emulateMedia({ colorScheme: 'light' })
      page.removeAllListeners()
    }
  })
  t.deepEqual([...faults], [])
})
