import { createHash } from 'node:crypto'
import path from 'node:path'
import test from 'ava'
import { makeFolder } from '../helpers/folder.ts'
import { ask } from '../helpers/repositories.ts'
import { makeCorpus } from './corpus.ts'

const size = { commits: 500, files: 30, largeFile: 12_000, largeDiff: 20_000 }

test('what the benchmarks read is the same history in git and in Mercurial', async t => {
  const folder = path.join(await makeFolder(t), 'corpus')
  const corpus = await makeCorpus(folder, size)
  const git = (...words: string[]) => ask('git', path.join(folder, 'git'), ...words)
  const hg = (...words: string[]) => ask('hg', path.join(folder, 'hg'), ...words)

  const commits = readLog(
    await git('log', '--all', '--reverse', '--date=iso', '--format=%H%x09%P%x09%ad%x09%an <%ae>%x09%s'),
  )
  const fields = '{node}\t{p1node} {p2node}\t{date(date, "%Y-%m-%d %H:%M:%S %1%2")}\t{author}\t{desc|firstline}\n'
  t.deepEqual(readLog(await hg('log', '--rev', 'all() - tip', '--template', fields)), commits)
  t.is(commits.length, size.commits)
  t.true(commits.some(({ parents }) => parents.length === 2))

  for (const [inGit, inHg] of [
    ['master', 'parents(tip)'],
    [corpus.large.git, corpus.large.hg],
  ] as const) {
    const contents = await hg('cat', '--rev', inHg, '--template', '{path}\\0{data}\\0', 're:.*')
    t.deepEqual(readContents(contents), readTree(await git('ls-tree', '-r', inGit)))
  }

  const inGit = await git('for-each-ref', '--format=%(refname:lstrip=2)')
  const labels = [
    await hg('branches', '--closed', '--template', '{branch}\n'),
    await hg('bookmarks', '--template', '{bookmark}\n'),
    await hg('tags', '--template', '{tag}\n'),
  ]
  const inHg = labels
    .join('')
    .replace(/^tip\n/m, '')
    .replace(/^default$/m, 'master')
  t.deepEqual(inHg.split('\n').toSorted(), inGit.split('\n').toSorted())
  t.true(inGit.includes('feature/') && inGit.includes('review-') && inGit.includes(corpus.tags.newer))
  t.true(corpus.between.git.length > 50)
  t.is(corpus.between.git.length, corpus.between.hg.length)

  t.true(Math.abs(corpus.largeFile - size.largeFile) < 2000, String(corpus.largeFile))
  t.true(corpus.largeDiff > size.largeDiff, String(corpus.largeDiff))
  t.is(await hg('verify', '--quiet'), '')
})

function readLog(text: string) {
  const rows = text
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split('\t'))
  const places = new Map(rows.map(([id], place) => [id, place]))
  return rows.map(([, parents = '', ...facts]) => ({
    parents: parents
      .split(' ')
      .filter(id => /[1-9a-f]/.test(id))
      .map(id => places.get(id)),
    facts,
  }))
}

function readTree(text: string): readonly string[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.replace(/^\d+ blob /, ''))
    .toSorted()
}

function readContents(text: string): readonly string[] {
  const parts = text.split('\0').slice(0, -1)
  const lines: string[] = []
  for (let at = 0; at < parts.length; at += 2) lines.push(`${blobId(parts[at + 1] ?? '')}\t${parts[at]}`)
  return lines.toSorted()
}

function blobId(content: string): string {
  return createHash('sha1').update(`blob ${content.length}\0${content}`).digest('hex')
}
