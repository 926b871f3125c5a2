export type Roll = (sides: number) => number

const verbs = 'read write parse format find list open close merge split load store check count draw move'.split(' ')
const nouns = 'entry branch commit folder level gauge meter record packet frame table index buffer signal user'.split(
  ' ',
)
const words = [
  ...'the a this each every next last first old new small whole empty cached remote local stale'.split(' '),
  ...nouns,
  ...'keeps needs follows replaces returns holds ends begins before after without because when'.split(' '),
]

export function pick<Value>(list: readonly Value[], roll: Roll): Value {
  const value = list[roll(list.length)]
  if (value === undefined) throw new TypeError('nothing to pick from')
  return value
}

export function sentence(roll: Roll, length = 4 + roll(6)): string {
  const text = Array.from({ length }, () => pick(words, roll)).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function nameOf(roll: Roll): string {
  const noun = pick(nouns, roll)
  return `${pick(verbs, roll)}${noun.charAt(0).toUpperCase()}${noun.slice(1)}${roll(900)}`
}

export const endings = ['ts', 'ts', 'py', 'c', 'css', 'md', 'json'] as const

/** Lines as a person might write them in a file with such a name: a function, a rule, a paragraph. */
export function codeBlock(path: string, roll: Roll): string[] {
  const ending = path.slice(path.lastIndexOf('.') + 1)
  return (blocks[ending] ?? paragraph)(roll)
}

const blocks: Readonly<Record<string, (roll: Roll) => string[]>> = {
  ts: roll => [
    `/** ${sentence(roll)}. */`,
    `export function ${nameOf(roll)}(${pick(nouns, roll)}: string, limit = ${roll(500)}): number {`,
    `  const ${nameOf(roll)} = new Map<string, number>([['${pick(words, roll)}', ${roll(99)}]])`,
    ...Array.from({ length: 2 + roll(5) }, () => {
      const name = nameOf(roll)
      return pick(
        [`  const ${name} = limit * ${roll(80)} + 0x${roll(65_536).toString(16)}`, `  // ${sentence(roll)}`],
        roll,
      )
    }),
    `  if (limit > ${roll(400)}) throw new RangeError(\`${sentence(roll, 4)}: \${limit}\`)`,
    `  return limit === ${roll(50)} ? /^[a-z]+\\d{${1 + roll(4)}}$/.test('${pick(words, roll)}') : limit + ${roll(9)}`,
    '}',
    '',
  ],
  py: roll => [
    `def ${nameOf(roll)}(${pick(nouns, roll)}, limit=${roll(500)}):`,
    `    """${sentence(roll)}."""`,
    `    ${pick(nouns, roll)} = {'${pick(words, roll)}': ${roll(99)}, '${pick(words, roll)}': None}`,
    ...Array.from({ length: 2 + roll(5) }, () => `    ${nameOf(roll)} = limit * ${roll(80)}  # ${sentence(roll, 3)}`),
    `    for line in range(${roll(60)}):`,
    `        yield '%s: %d' % (line, ${roll(1000)})`,
    '',
    '',
  ],
  c: roll => [
    `/* ${sentence(roll)}. */`,
    `static int ${nameOf(roll)}(const char *name, size_t length)`,
    '{',
    ...Array.from({ length: 2 + roll(5) }, () => `\tint ${nameOf(roll)} = (int)length << ${roll(16)};`),
    `\tif (name[0] == '${pick('abcdef'.split(''), roll)}' || length > ${roll(4096)})`,
    `\t\treturn fprintf(stderr, "${sentence(roll, 4)}\\n"), -${1 + roll(9)};`,
    `\treturn ${roll(100)};`,
    '}',
    '',
  ],
  css: roll => [
    `.${pick(nouns, roll)}-${roll(500)} > .${pick(nouns, roll)}:hover {`,
    `  color: #${(0x100000 + roll(0xefffff)).toString(16)};`,
    `  margin: ${roll(40)}px ${roll(9)}em;`,
    `  /* ${sentence(roll)} */`,
    '}',
    '',
  ],
  json: roll => [`  "${nameOf(roll)}": { "${pick(nouns, roll)}": ${roll(9999)}, "about": "${sentence(roll)}" },`],
}

function paragraph(roll: Roll): string[] {
  return [`## ${sentence(roll, 3)}`, '', ...Array.from({ length: 2 + roll(4) }, () => `${sentence(roll, 12)}.`), '']
}
