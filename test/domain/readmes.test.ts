import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'ava'
import { findReadme } from '../../lib/domain/readmes.ts'
import { openVcs } from '../../lib/vcs/open.ts'
import type { Kind } from '../../lib/vcs/repository.ts'
import { commit, makeRepository } from '../helpers/repositories.ts'

const cases: readonly [files: readonly string[], found: string | null][] = [
  [['README.md', 'README', 'README.rst'], 'README'],
  [['README.rst', 'README.md'], 'README.md'],
  [['README.rst', 'README.markdown'], 'README.rst'],
  [['doc/README', 'README.md'], 'README.md'],
  [['docs/README.md', 'readme.txt'], 'readme.txt'],
  [['docs/README.md', 'doc/readme.md'], 'doc/readme.md'],
  [['Docs/Readme'], 'Docs/Readme'],
  [['src/README.md', 'README.html', 'README.md/x'], null],
]

for (const kind of ['git', 'hg'] satisfies Kind[]) {
  test(`the readme that Kallithea would show is found in ${kind}`, async t => {
    const folder = await mkdtemp(path.join(tmpdir(), 'readmes-'))
    const vcs = openVcs({ git: 'git', hg: 'hg', home: path.join(folder, 'home'), encodings: [], revFilter: '--all' })
    t.teardown(async () => {
      await vcs.close()
      await rm(folder, { recursive: true, force: true })
    })
    const commits = cases.map(([files], index) => {
      const before = index === 0 ? [] : (cases[index - 1]?.[0] ?? [])
      const gone = before.filter(name => !files.includes(name)).map(name => [name, null])
      return commit(`${index}`, Object.fromEntries([...gone, ...files.map(name => [name, `${index}`])]))
    })
    const ids = await makeRepository(kind, path.join(folder, 'repository'), commits)
    const repository = await vcs.open(kind, path.join(folder, 'repository'))
    for (const [index, [files, found]] of cases.entries()) {
      const readme = await findReadme(repository, await repository.resolve(ids[index] ?? ''))
      t.is(readme?.path ?? null, found, files.join(' '))
    }
  })
}
