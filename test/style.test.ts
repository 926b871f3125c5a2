import { readdirSync } from 'node:fs'
import test from 'ava'
import { project, readSource, readSources, type Source } from './helpers/source.ts'
import {
  anyTypes,
  bareCasts,
  defaultExports,
  doubleQuotes,
  importOrder,
  inheritance,
  knowsTrusted,
  longFiles,
  longLines,
  makingOf,
  missingEndings,
  oddSyntax,
  postponedWork,
  type Rule,
  sectionBanners,
  semicolons,
  toolQuestions,
  trustedMarkup,
  untypedExports,
  varyingMessages,
} from './rules/form.ts'

const lib = readSources('lib')
const typescript = [...lib, ...readSources('test'), readSource('server.ts')]
const scripts = [...typescript, ...readSources('lib', ['.js']), ...readSources('.ci', ['.mjs'])]
const texts = [
  ...scripts,
  ...readSources('lib', ['.css', '.svg', '.md']),
  ...['README.md', 'package.json', 'web.config', 'iisnode.yml', '.ci/run'].map(readSource),
]

interface Kept {
  readonly rule: Rule
  readonly by: readonly Source[]
  /** A text that breaks the rule once. */
  readonly broken: string
  /** A text that looks like it and does not. */
  readonly sound: string
}

const facts: Readonly<Record<string, Kept>> = {
  'a file has 250 lines at most': {
    rule: longFiles,
    by: scripts,
    broken: 'a()\n'.repeat(251),
    sound: 'a()\n'.repeat(250),
  },
  'a line has 120 columns at most': {
    rule: longLines,
    by: scripts,
    broken: `// ${'a'.repeat(118)}\n`,
    sound: `// ${'ä'.repeat(117)}\n`,
  },
  'no line ends with a semicolon': {
    rule: semicolons,
    by: scripts,
    broken: 'a(); // why\n',
    sound: "const css = `a;\n`\nconst text = ';'\n",
  },
  'quotes are single': {
    rule: doubleQuotes,
    by: scripts,
    broken: 'const a = "b"\n',
    sound: `const a = "it's"\nconst b = \`"\`\nconst c = /"/\n`,
  },
  'exports have names': {
    rule: defaultExports,
    by: scripts,
    broken: 'export default 1\n',
    sound: "const a = 'export default'\n",
  },
  'no enum, namespace, parameter property or var': {
    rule: oddSyntax,
    by: typescript,
    broken: 'class A {\n  constructor(private readonly name: string) {}\n}\n',
    sound: 'const namespace = 1\nclass A {\n  readonly a = 1\n  constructor(a: string) {}\n}\n',
  },
  'no type is any': {
    rule: anyTypes,
    by: typescript,
    broken: 'const a: any = 1\n',
    sound: "const a = Promise.any([])\nconst b = 'any'\n",
  },
  'a cast has its reason on the line': {
    rule: bareCasts,
    by: lib,
    broken: 'const a = b as string\n',
    sound: "import { a as b } from './a.ts'\nconst c = d as string // e wrote it\nconst f = [1] as const\n",
  },
  'imports: node:, packages, #room, ../, ./ and no blank line between': {
    rule: importOrder,
    by: typescript,
    broken: "import { a } from './a.ts'\nimport { b } from '#std/b.ts'\n",
    sound:
      "import fs from 'node:fs'\nimport koa from 'koa'\nimport { b } from '#std/b.ts'\nimport { a } from './a.ts'\n",
  },
  'blank lines between imports are seen': {
    rule: importOrder,
    by: [],
    broken: "import fs from 'node:fs'\n\nimport koa from 'koa'\n",
    sound: "import fs from 'node:fs'\n\nconst koa = 'koa'\n",
  },
  'an import of ours ends with .ts': {
    rule: missingEndings,
    by: typescript,
    broken: "import { a } from './a'\n",
    sound: "import { a } from './a.ts'\n// from './a'\n",
  },
  'an exported function states what it returns': {
    rule: untypedExports,
    by: lib,
    broken: 'export function a<B extends (c: number) => void>(b: B, { d }: { d: () => void }) {\n}\n',
    sound: 'export async function a<B extends (c: number) => void>(b: B): Promise<void> {\n}\nfunction c() {}\n',
  },
  'a class inherits from nothing but Error': {
    rule: inheritance,
    by: lib,
    broken: 'class A extends B {}\n',
    sound: 'class A extends Error {}\nfunction a<B extends C>() {}\n',
  },
  'work is done or an issue, not a comment': {
    rule: postponedWork,
    by: texts,
    broken: `// ${'TO'}${'DO'} later\n`,
    sound: '// autodo\n',
  },
  'no banners between sections': {
    rule: sectionBanners,
    by: scripts,
    broken: '// ---- helpers ----\n',
    sound: '// -1 stands for none\n',
  },
  'a trusted text has its reason on the line': {
    rule: trustedMarkup,
    by: lib,
    broken: 'const a = trusted(b)\n',
    sound: 'const a = trusted(b) // passed the allow-list\nexport function trusted(text: string) {}\n',
  },
  'the message of a Problem never varies': {
    rule: varyingMessages,
    by: lib,
    broken: "throw new Problem('conflict', `${name} exists`)\n",
    sound: "throw new Problem(\n  'conflict',\n  'a file of this name exists, or a folder',\n  { name: `${a}` },\n)\n",
  },
  'the project speaks of itself, not of its making': {
    rule: makingOf,
    by: texts,
    broken: `// as the ${'A'}${'I'} said\n`,
    sound: '// the AIR of an http Agent; GPL-3.0\n',
  },
}

test('the texts were found', t => {
  t.true(lib.length > 150)
  t.true(texts.length > 400)
})

for (const [fact, { rule, by, broken, sound }] of Object.entries(facts)) {
  test(fact, t => {
    t.is(rule({ path: 'lib/std/a.ts', text: broken }).length, 1, 'the rule does not see a broken text')
    t.deepEqual(rule({ path: 'lib/std/a.ts', text: sound }), [])
    t.deepEqual(by.flatMap(rule), [])
  })
}

test('only who opens repositories, or reads what others wrote of them, asks for the tool', t => {
  t.deepEqual(filesWith(toolQuestions, lib), ['lib/db/repositories.ts', 'lib/domain/settings.ts', 'lib/vcs/open.ts'])
  t.is(toolQuestions({ path: 'lib/web/a.ts', text: "if (repository.kind === 'hg') rows.push(row)\n" }).length, 1)
})

test('only one place trusts a text that was made elsewhere', t => {
  t.deepEqual(filesWith(knowsTrusted, lib), ['lib/web/html.ts', 'lib/web/ui/markup.ts'])
})

test('the environment is read where the process begins and where tools are started', t => {
  const reads: Rule = ({ path, text }) => (/\bprocess\.env\b/.test(text) ? [path] : [])
  t.deepEqual(filesWith(reads, lib), ['lib/cli/cli.ts', 'lib/vcs/program.ts', 'lib/vcs/run.ts', 'lib/vcs/worker.ts'])
})

test('a file is named by its noun, in kebab-case', t => {
  const odd = typescript.filter(({ path }) => !/^([a-z0-9]+[-/])*[a-z0-9]+(\.test|\.d)?\.ts$/.test(path))
  const vague = typescript.filter(({ path }) =>
    /\/(index|utils?|helpers?|common|misc|types)\.ts$|[/-](manager|service|impl)\.ts$/.test(path),
  )
  t.deepEqual(
    [...odd, ...vague].map(({ path }) => path),
    [],
  )
})

test('the top level holds what it must, and no more', t => {
  const ignored = readSource('.gitignore')
    .text.split('\n')
    .map(line => line.replaceAll('/', ''))
  const found = readdirSync(project).filter(name => !name.startsWith('.') && !ignored.includes(name))
  const allowed =
    'package.json package-lock.json tsconfig.json server.ts lib iisnode.yml web.config test README.md docs'.split(' ')
  t.deepEqual(
    found.filter(name => !allowed.includes(name)),
    [],
  )
})

function filesWith(rule: Rule, sources: readonly Source[]): readonly string[] {
  return sources.filter(source => rule(source).length > 0).map(({ path }) => path)
}
