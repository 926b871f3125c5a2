import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import fc from 'fast-check'
import { parseDiff } from '../../lib/vcs/diff.ts'
import type { DiffPart, FileDiff } from '../../lib/vcs/repository.ts'
import { makeFolder } from '../helpers/folder.ts'

async function parse(text: string | Buffer, size = 1 << 20, part?: DiffPart): Promise<FileDiff[]> {
  const bytes = Buffer.from(text as string) // takes both
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const files: FileDiff[] = []
  for await (const file of parseDiff(chunks(), { encodings: [], part })) files.push(file)
  return files
}

const whole = `diff --git a/a.txt b/a.txt
index 111..222 100644
--- a/a.txt
+++ b/a.txt
@@ -1,3 +1,4 @@ function x() {
 one
-two
\\ No newline at end of file
+two\r
+diff --git a/x b/x
 three
@@ -9 +10,0 @@
--- nine
diff --git a/old name.txt b/new name.txt
similarity index 100%
rename from old name.txt
rename to new name.txt
diff --git "a/t\\tab\\303\\274\\"" "b/t\\tab\\303\\274\\""
new file mode 100755
index 000..e69
diff --git a/with blank b/with blank
deleted file mode 100644
index 111..000
--- a/with blank\t
+++ /dev/null
@@ -1 +0,0 @@
-gone
diff --git a/p.png b/p.png
index 111..222
GIT binary patch
literal 3
Kcmb+++

literal 2
Jcmb@@ -1 +1 @@

diff --git a/run b/run
old mode 100644
new mode 100755
diff --git a/b.bin b/b.bin
new file mode 100644
index 000..111
Binary files /dev/null and b/b.bin differ
`

test('everything that git says of files is read', async t => {
  const files = await parse(whole)
  t.like(files, [
    { operation: 'modified', newPath: 'a.txt', oldMode: '100644', newMode: '100644', added: 2, removed: 2 },
    { operation: 'renamed', oldPath: 'old name.txt', newPath: 'new name.txt', hunks: [] },
    { operation: 'added', newPath: 't\tabü"', oldMode: null, newMode: '100755' },
    {
      operation: 'removed',
      oldPath: 'with blank',
      newPath: 'with blank',
      oldMode: '100644',
      newMode: null,
      removed: 1,
    },
    { operation: 'modified', newPath: 'p.png', binary: true, hunks: [] },
    { operation: 'modified', newPath: 'run', oldMode: '100644', newMode: '100755' },
    { operation: 'added', newPath: 'b.bin', binary: true },
  ])
  t.is(files.length, 7)
  t.deepEqual(files[0]?.hunks[0], {
    oldStart: 1,
    oldLines: 3,
    newStart: 1,
    newLines: 4,
    section: 'function x() {',
    lines: [
      { kind: 'context', text: 'one' },
      { kind: 'removed', text: 'two', unended: true },
      { kind: 'added', text: 'two\r' },
      { kind: 'added', text: 'diff --git a/x b/x' },
      { kind: 'context', text: 'three' },
    ],
  })
  t.deepEqual(files[0]?.hunks[1]?.lines, [{ kind: 'removed', text: '-- nine' }])
})

test('where the bytes are cut on their way does not matter', async t => {
  const expected = await parse(whole)
  for (const size of [1, 2, 7, 64]) t.deepEqual(await parse(whole, size), expected)
})

test('the names of Mercurial, which it never quotes, are read', async t => {
  const text =
    'diff --git a/a b.txt b/c d.txt\nrename from a b.txt\nrename to c d.txt\n--- a/a b.txt\t\n+++ b/c d.txt\t\n' +
    '@@ -1,1 +1,1 @@\n-x\n+y\ndiff --git a/é"q b/é"q\nnew file mode 100644\n'
  t.like(await parse(text), [
    { operation: 'renamed', oldPath: 'a b.txt', newPath: 'c d.txt', added: 1 },
    { operation: 'added', oldPath: 'é"q', newPath: 'é"q' },
  ])
})

function added(name: string, count: number, line = 'x'): string {
  const lines = Array.from({ length: count }, (_, index) => `+${line}${index + 1}\n`)
  return `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -0,0 +1,${count} @@\n${lines.join('')}`
}

test('of a part of a diff the last file is cut, and no further one is read', async t => {
  const [file, ...others] = await parse(added('x', 50) + added('y', 1), 100, { bytes: 200 })
  t.is(file?.cut, true)
  t.deepEqual(others, [])
  const texts = file?.hunks[0]?.lines.map(({ text }) => text) ?? []
  t.deepEqual(
    texts,
    Array.from({ length: texts.length }, (_, index) => `x${index + 1}`),
  )
  t.true(texts.length > 2 && texts.length < 20)
})

test('lines of the first file that are left out are counted, and the others keep their numbers', async t => {
  const [file, other] = await parse(added('x', 50) + added('y', 3), 100, { skip: 48, bytes: 10_000 })
  t.like(file, { added: 50, hunks: [{ newStart: 49, lines: [{ text: 'x49' }, { text: 'x50' }] }] })
  t.is(other?.hunks[0]?.lines.length, 3)
  const [none] = await parse(added('x', 50), 100, { skip: 50, bytes: 10_000 })
  t.like(none, { added: 50, hunks: [] })
})

test('of a diff that is read to its end all lines are counted, but not all are kept', async t => {
  const files = await parse(added('x', 50, 'x'.repeat(200_000)) + added('y', 400, 'y'.repeat(15_000)) + added('z', 1))
  const kept = files.map(({ hunks }) => hunks.reduce((sum, { lines }) => sum + lines.length, 0))
  t.deepEqual(
    files.map(each => [each.newPath, each.added, each.cut ?? false]),
    [
      ['x', 50, false],
      ['y', 400, true],
      ['z', 1, true],
    ],
  )
  t.true((kept[1] ?? 0) > 100 && (kept[1] ?? 0) < 400)
})

test('of a line that is too long the beginning is kept, whole characters of it', async t => {
  const line = 'ü'.repeat(100_000)
  for (const size of [1 << 20, 999]) {
    const [file] = await parse(added('x', 1, line), size)
    const [{ text = '', left = 0 } = {}] = file?.hunks[0]?.lines ?? []
    t.regex(text, /^ü+$/)
    t.is(Buffer.byteLength(text) + left, Buffer.byteLength(line) + 1, `in pieces of ${size}`)
    t.true(text.length > 1000 && text.length < 20_000)
  }
})

test('no text makes the parser fail', async t => {
  const line = fc.constantFrom(
    'diff --git ',
    'diff --git a/b',
    'diff --git "a',
    '@@ -1 +1 @@',
    '@@ -1,9 +1,9 @@',
    '+x',
    '-',
    '\\ No',
    'rename from ',
    '--- ',
    '+++ "b\\',
    'index ',
    '',
    'GIT binary patch',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(line, fc.string())), async lines => {
      await parse(lines.join('\n'), 13)
    }),
  )
  t.pass()
})

test('the hunks of real diffs turn the old text into the new one', async t => {
  const folder = await makeFolder(t)
  await mkdir(path.join(folder, 'a'))
  await mkdir(path.join(folder, 'b'))
  const lines = fc.array(fc.constantFrom('one', 'two', '', 'three', '+', '-', '@@ -1 +1 @@', 'ü', '\\ x'), {
    maxLength: 12,
  })
  const text = fc.tuple(lines, fc.constantFrom('', '\n')).map(([all, end]) => all.join('\n') + end)
  await fc.assert(
    fc.asyncProperty(text, text, async (before, after) => {
      await writeFile(path.join(folder, 'a/x'), before)
      await writeFile(path.join(folder, 'b/x'), after)
      const { stdout } = await promisify(execFile)('git', ['diff', '--no-index', 'a/x', 'b/x'], { cwd: folder }).catch(
        error => error,
      )
      const [file] = await parse(String(stdout).replaceAll('a/a/', 'a/').replaceAll('b/b/', 'b/'))
      t.is(apply(before, file), after)
    }),
    { numRuns: 60 },
  )
})

function apply(before: string, file: FileDiff | undefined): string {
  if (!file) return before
  const old = before.split(/(?<=\n)/)
  const out: string[] = []
  let at = 0
  for (const hunk of file.hunks) {
    const start = hunk.oldLines ? hunk.oldStart - 1 : hunk.oldStart
    out.push(...old.slice(at, start))
    at = start + hunk.oldLines
    for (const line of hunk.lines) if (line.kind !== 'removed') out.push(line.text + (line.unended ? '' : '\n'))
  }
  return [...out, ...old.slice(at)].join('')
}
