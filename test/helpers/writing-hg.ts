import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExecutionContext } from 'ava'
import { openServer } from './hg-server.ts'
import { makeRepository } from './repositories.ts'
import { begun, type Round, stateFiles, type Step, writtenHistory } from './writing.ts'
import { writeFiles } from './writing-git.ts'

/** What is done to a repository that begins with the first commits of the written history. */
export async function hgRound(t: Pick<ExecutionContext, 'teardown'>, folder: string, beside: string): Promise<Round> {
  const all = path.join(beside, 'all')
  const ids = await makeRepository('hg', all, writtenHistory)
  const [main = '', ...laterMain] = ids.slice(begun - 1)
  const [topic = '', topicTip = ''] = ids.slice(-2)
  await appendFile(path.join(folder, '.hg', 'hgrc'), '[phases]\npublish = no\n')

  const server = await openServer()
  t.teardown(async () => server.close())
  const more = ['--config', 'extensions.rebase=', '--config', 'extensions.strip=']
  const hg = (...words: readonly string[]) => server.run(['-R', folder, '--cwd', folder, ...more, ...words])
  const doing = (...words: readonly string[]): Step => ({
    does: `hg ${words.join(' ')}`,
    run: async () => void (await hg(...words)),
  })
  const pushing = (id = ''): Step => ({
    does: `hg push ${id}`,
    run: async () => void (await server.run(['-R', all, 'push', '-q', '--force', '--rev', id, folder])),
  })

  async function commitHere(): Promise<void> {
    await hg('update', '-q', '--rev', main)
    await writeFiles(folder, stateFiles('here 0'))
    await hg(
      'commit',
      '-q',
      '--message',
      'Say here 0',
      '--user',
      'Will Writer <will@example.com>',
      '--date',
      '1118131750 0',
    )
    await hg('update', '-q', '--rev', 'null')
  }

  async function rebase(...words: readonly string[]): Promise<void> {
    await hg('rebase', '-q', '--dest', laterMain[2] ?? '', ...words)
  }

  return [
    { does: 'hg commit', run: commitHere },
    pushing(laterMain[0]),
    doing('strip', '-q', 'desc("Say here 0")'), // from among others, which get new numbers
    pushing(laterMain[2]),
    pushing(topicTip),
    doing('bookmark', '-q', '--rev', laterMain[1] ?? '', 'mark'),
    doing('bookmark', '-q', '--force', '--rev', laterMain[2] ?? '', 'mark'),
    {
      does: 'hg rebase',
      run: () => rebase('--source', topic),
      slowly: [
        () => rebase('--keep', '--rev', topic),
        async () => void (await hg('rebase', '-q', '--keep', '--rev', topicTip, '--dest', 'max(desc("Say topic 0"))')),
        async () => void (await hg('strip', '-q', topic)),
      ],
    },
    doing('debugupdatecaches', '-q'),
    doing('bookmark', '-q', '--delete', 'mark'),
    doing('strip', '-q', laterMain[0] ?? ''),
  ]
}
