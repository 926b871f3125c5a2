import type { Kind } from '#vcs/repository.ts'
import { type CommitDescription, commit } from './commit-description.ts'

const script = '"><script>alert(1)'

/** Names that IIS, Windows, addresses, markup or a tool take for something else; a segment each. */
const segments = [
  'web.config',
  'a+b',
  'a%2Bb',
  '100%',
  'x.',
  'con.txt',
  '日本語',
  'a&b',
  '&amp;',
  script,
  '-leading',
  'trailing ',
  ' before',
  'l'.repeat(250),
  'tip',
  'master',
  '?x=1#y',
  '%2e%2e',
  "q' data-out='1",
  'q" data-out="1',
  'latin1:caf\u00e9',
]

/** Branches of this kind; each begins at the first commit, so that it has every file. */
function branchNames(kind: Kind): readonly string[] {
  const names = ['feature/a+b', 'a%2Fb', '100%', '日本語', 'a&b', script, `q'data-out='1`, `b${'l'.repeat(200)}`]
  return kind === 'git' ? [...names, '-leading', 'x/web.config'] : [...names, 'with blank', '?x#y', 'x.']
}

/** Tags or bookmarks, told apart by how they begin. */
function namesBeginning(start: string, kind: Kind): readonly string[] {
  const names = ['/con.txt', '%2Fx', `&lt;${script}`].map(rest => start + rest)
  return kind === 'git' ? names : [...names, `${start} ?x#y`]
}

const readme = `# Hostile ${script}</script>

[plus](a+b/a+b) [escaped](a%252Bb/a%252Bb) [percent](100%25/100%25) [folder](bin) [dots](./x./x.) [kana](日本語/日本語)
[quote](<"><script>alert(1)/web.config>) [away](https://elsewhere.example/"><script>alert(1)</script>)
[run](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>)

<script>alert(1)</script><img src=bin/p.png onerror="alert(1)">
<a href="https://elsewhere.example/" onclick="alert(1)">b</a>

![" onerror="alert(1)](bin/p.png "\\" onload=\\"alert(1)")

| a | ${script} |
|---|---|
| \`${script}\` | <b onclick="x">${script}</b> |

\`\`\`html"><script>alert(1)
${script}</script>
\`\`\`
`

const message = `${script}</script> & &amp; 'q' data-out='1

https://elsewhere.example/"><script>alert(1)</script> javascript:alert(1) <b onclick="x">b</b> #1 @admin`

/** A small history in which everything is called as badly as this kind allows. */
export function hostileHistory(kind: Kind): readonly CommitDescription[] {
  const files = Object.fromEntries(
    segments.map(name => [name.startsWith('latin1:') ? `${name}/${name.slice(7)}.txt` : `${name}/${name}`, 'one\n']),
  )
  const more = { 'README.md': readme, 'bin/x.cs': `// ${script}\nclass X {}\n`, '.hgtags': '' }
  const author =
    kind === 'hg' ? `${script}</script> <x"'&@example.com>` : `"' onclick='alert(1)' &lt; <x"'&@example.com>`
  const first = commit(message, { ...files, ...more, 'bin/p.png': Buffer.from('89504e470d0a1a0a', 'hex') }, { author })
  const second = commit('Change them', Object.fromEntries(Object.keys(files).map(name => [name, 'two\n'])), {
    tags: namesBeginning('t', kind),
    bookmarks: namesBeginning('k', kind),
    author,
  })
  const moved = commit(
    script,
    {},
    { renames: { 'a&b/a&b': `${script}/moved ${script}`, 'bin/x.cs': 'bin/web.config' } },
  )
  const branches = branchNames(kind).map((branch, index) =>
    commit(`on ${branch}`, { [`b${index}.txt`]: `${branch}\n` }, { branch, parents: [1] }),
  )
  return [first, second, ...branches, { ...moved, parents: [1] }]
}
