import test from 'ava'
import { parseMessage } from '../../lib/markup/message.ts'

const found = (text: string) =>
  parseMessage(text)
    .filter(piece => piece.kind !== 'text')
    .map(piece => [piece.kind, piece.text])

test('an address ends before the punctuation behind it', t => {
  t.deepEqual(found('see https://example.com/a?b=1&c. (http://x.de/),'), [
    ['link', 'https://example.com/a?b=1&c'],
    ['link', 'http://x.de/'],
  ])
})

test('a name behind an @ is a mention, a mail address is not', t => {
  t.deepEqual(found('@ann.b and (@bob-c), a@b.de @x'), [
    ['mention', '@ann.b'],
    ['mention', '@bob-c'],
  ])
})

test('twelve to forty hex digits that stand alone are a commit', t => {
  const id = '0123456789abcdef0123456789abcdef01234567'
  t.deepEqual(found(`${id} 0123456789ab 0123456789a x0123456789ab 0123456789ab-c ${id}8 ABCDEF012345`), [
    ['commit', id],
    ['commit', '0123456789ab'],
  ])
})

test('words between stars are bold', t => {
  t.deepEqual(found('*now* a*b*c * no * \n*x y*'), [
    ['bold', '*now*'],
    ['bold', '*x y*'],
  ])
})

test('issues are found by the patterns of the configuration, in their order', t => {
  const issues = [
    { pattern: /#(\d+)/, link: 'https://issues.example.com/{repo}/\\1', text: '' },
    { pattern: /(?<key>[A-Z]{2})-(\d+)/, link: '/x/{repo_name}/\\g<key>/\\g<2>', text: 'issue \\2' },
    { pattern: /bug (\S+)/, link: '\\1', text: '' },
    { pattern: /CVX_\d+/, link: 'https://cve.example/\\g<0>', text: 'a\\\\b' },
  ]
  t.deepEqual(
    parseMessage('fix #12, AM-7 CVX_1 bug javascript:alert(1) https://a.de/#3', issues, 'g/r').filter(
      piece => piece.kind !== 'text',
    ),
    [
      { kind: 'issue', text: '#12', href: 'https://issues.example.com/g/r/12' },
      { kind: 'issue', text: 'issue 7', href: '/x/r/AM/7' },
      { kind: 'issue', text: 'a\\b', href: 'https://cve.example/CVX_1' },
      { kind: 'link', text: 'https://a.de/#3', href: 'https://a.de/#3' },
    ],
  )
})

test('no text is lost, and a long one takes no time', t => {
  const text = '@a.'.repeat(50_000) + '*'.repeat(20_000) + 'https://'.repeat(20_000) + 'abcdef012345'.repeat(10_000)
  const start = performance.now()
  t.is(
    parseMessage(text)
      .map(piece => piece.text)
      .join(''),
    text,
  )
  t.true(performance.now() - start < 2000)
})
