import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import fc from 'fast-check'
import { compareTexts } from '../../lib/vcs/compare-texts.ts'
import { parseDiff } from '../../lib/vcs/diff.ts'
import type { Hunk } from '../../lib/vcs/repository.ts'
import { makeFolder } from '../helpers/folder.ts'

/** Both texts of a diff that shows all lines. */
function sidesOf(hunks: readonly Hunk[]): readonly [string, string] {
  const side = (without: string): string =>
    hunks
      .flatMap(({ lines }) => lines.filter(({ kind }) => kind !== without))
      .map(({ text, unended }) => `${text}${unended ? '' : '\n'}`)
      .join('')
  return [side('added'), side('removed')]
}

test('with all lines shown, a comparison holds both texts', t => {
  const texts = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd'), { maxLength: 12 }).map(lines => lines.join(''))
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const hunks = compareTexts(before, after, { context: 100 })
      return before === after ? hunks.length === 0 : sidesOf(hunks).join('|') === `${before}|${after}`
    }),
  )
  t.pass()
})

test('hunks have the places that git gives them', async t => {
  t.plan(3)
  const folder = await makeFolder(t)
  const before = Array.from({ length: 40 }, (_, index) => `line ${index}\n`)
  const after = before.with(2, 'two\n').toSpliced(9, 1).toSpliced(30, 0, 'new\n', 'newer\n').with(40, 'line 39')
  await Promise.all([before, after].map((lines, index) => writeFile(join(folder, `${index}`), lines.join(''))))
  for (const context of [0, 1, 3]) {
    const hunks = compareTexts(before.join(''), after.join(''), { context })
    const args = ['diff', '--no-index', `-U${context}`, '0', '1']
    const printed = await new Promise<string>(done => execFile('git', args, { cwd: folder }, (_, out) => done(out)))
    for await (const { hunks: expected } of parseDiff(one(printed), { encodings: [] })) {
      t.deepEqual(
        hunks,
        expected.map(hunk => ({ ...hunk, section: '' })),
        `${context}`,
      )
    }
  }
})

async function* one(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

test('white space may be left out, and texts that differ too much replace each other', t => {
  t.deepEqual(compareTexts('a b\n', 'a  b\r\n', { ignoreWhitespace: true }), [])
  const long = (word: string): string => Array.from({ length: 3000 }, (_, index) => `${word}${index}\n`).join('')
  const [hunk] = compareTexts(long('a'), long('b'), {})
  t.like(hunk, { oldStart: 1, oldLines: 3000, newStart: 1, newLines: 3000 })
})
