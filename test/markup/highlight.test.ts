import test from 'ava'
import { highlight } from '../../lib/markup/highlight.ts'
import { ask } from '../../lib/markup/worker.ts'

const text = (lines: Awaited<ReturnType<typeof highlight>>) => lines.map(line => line.map(run => run.text).join(''))

test('lines keep their text, whatever the colours', async t => {
  const source = 'const a = `x${1}`\n\n/* a\n b */ <b>&amp;"\'\n\tend'
  t.deepEqual(text(await highlight(source, 'x.ts')), source.split('\n'))
})

test('a comment over two lines is a comment in both', async t => {
  const [first, second] = await highlight('/* a\nb */', 'x.js')
  t.deepEqual(first, [{ kind: 'comment', text: '/* a' }])
  t.deepEqual(second, [{ kind: 'comment', text: 'b */' }])
})

test('a carriage return is part of the line end', async t => {
  t.deepEqual(text(await highlight('a\r\nb\r\n', 'x.py')), ['a', 'b'])
  t.deepEqual(text(await highlight('a\r\nb\r\n', 'x.unknown')), ['a', 'b'])
})

test('files that no grammar is known for have lines without colours', async t => {
  t.deepEqual(await highlight('if x', 'notes'), [[{ kind: '', text: 'if x' }]])
  t.deepEqual(await highlight('if x', 'a.nosuchlanguage'), [[{ kind: '', text: 'if x' }]])
  t.deepEqual(await highlight('', 'a.ts'), [])
})

test('an ending that means something else to the highlighter is looked up', async t => {
  const [line] = await highlight('<Project a="b" />', 'x.csproj')
  t.true((line ?? []).some(run => run.kind !== ''))
})

test('several texts at once each get their own answer', async t => {
  const sources = Array.from({ length: 20 }, (_, index) => `let a${index} = ${index}`)
  const answers = await Promise.all(sources.map(source => highlight(source, 'x.js')))
  t.deepEqual(
    answers.map(lines => text(lines)[0]),
    sources,
  )
})

test('what takes longer than its time has no answer, and the next text has one', async t => {
  const options = { place: { folder: '', pages: '/', bytes: '/' }, topHeading: 3 }
  const start = performance.now()
  t.is(await ask({ what: 'markdown', text: '<http://'.repeat(1_500_000), options }), null)
  t.true(performance.now() - start < 20_000)
  t.deepEqual(await highlight('// a', 'x.js'), [[{ kind: 'comment', text: '// a' }]])
})
