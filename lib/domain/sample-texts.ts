const verbs = ['read', 'smooth', 'predict', 'compare', 'draw', 'store', 'round', 'shift']
const nouns = ['level', 'gauge', 'moon', 'current', 'harbour', 'table', 'season', 'wind']

export const readme = `# Tide tables

When is high water, and how high? These programs turn the **readings of a gauge** into a table for the
next year, and draw it.

| part | language | what it does |
| --- | --- | --- |
| \`src/tides\` | Python | predicts levels from moon and season |
| \`src/native\` | C | the one loop that has to be fast |
| \`src/web\` | TypeScript | draws a week as a curve |
| \`db\` | SQL | where the readings are kept |

## Start

\`\`\`sh
tools/fetch.sh --gauge north-pier
python3 -m tides 2024 > table.txt
\`\`\`

- [x] one harbour
- [x] all harbours of the estuary
- [ ] storm surges
`

/** How a file of this name begins. */
export function startOf(name: string): string {
  const title = name.slice(name.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  switch (languageOf(name)) {
    case 'py':
      return `"""The ${title} of the tides."""\nimport math\n\nLIMIT = 12\n`
    case 'ts':
      return `import { scale } from './scale'\n\n/** The ${title} of a week. */\nexport const limit = 12\n`
    case 'c':
      return `/* ${title}: the one loop that has to be fast. */\n#include <math.h>\n\n#define LIMIT 12\n`
    case 'sql':
      return lines(
        `-- ${title}: readings and predictions.`,
        'create table gauge (id integer primary key, name text not null unique);',
      )
    case 'css':
      return `:root {\n  --water: #0b6e8f;\n  --ground: #f4f1e8;\n}\n`
    case 'html':
      return `<!DOCTYPE html>\n<title>Tides</title>\n<link rel="stylesheet" href="style/chart.css">\n`
    case 'sh':
      return `#!/bin/sh\n# Fetches the readings of a gauge.\nset -eu\nlimit=12\n`
    default:
      return `# ${title[0]?.toUpperCase()}${title.slice(1)}\n`
  }
}

/** A piece of plausible source, another one for each number. */
export function block(name: string, number: number): string {
  const verb = verbs[number % verbs.length] ?? ''
  const noun = nouns[(number * 5) % nouns.length] ?? ''
  const value = (number * 37) % 90
  const big = capital(noun)
  switch (languageOf(name)) {
    case 'py':
      return lines(
        '',
        '',
        `def ${verb}_${noun}_${number}(levels):`,
        `    """Levels in cm; ${verb}s them for one ${noun}."""`,
        `    return [round(level * math.cos(${value}), 1) for level in levels]`,
      )
    case 'ts':
      return lines(
        '',
        `export function ${verb}${big}${number}(levels: number[]): number[] {`,
        `  return levels.filter(level => level > ${value}).map(scale)`,
        '}',
      )
    case 'c':
      return lines(
        '',
        `double ${verb}_${noun}_${number}(const double *level, int count)`,
        '{',
        '\tdouble sum = 0;',
        '\tfor (int i = 0; i < count; i++)',
        `\t\tsum += level[i] * sin(${value} * i);`,
        '\treturn sum;',
        '}',
      )
    case 'sql':
      return lines(
        '',
        `create view ${noun}_${number} as`,
        `select gauge, max(level) as highest from reading where level > ${value} group by gauge;`,
      )
    case 'css':
      return lines('', `.${noun}-${number} {`, '  stroke: var(--water);', `  stroke-width: ${value / 10}px;`, '}')
    case 'html':
      return lines(`<section id="${noun}-${number}"><h2>${big}</h2><p>Above ${value} cm.</p></section>`)
    case 'sh':
      return lines(
        '',
        `# ${verb} the ${noun}`,
        `curl --fail --silent "https://gauges.example.com/${noun}?above=${value}" >> readings.csv`,
      )
    default:
      return lines(
        '',
        `## ${capital(verb)} the ${noun}`,
        '',
        `Above ${value} cm, ${verb} the ${noun} *before* the next tide.`,
      )
  }
}

function lines(...all: readonly string[]): string {
  return all.map(line => `${line}\n`).join('')
}

/** The same text with another number in it. */
export function newNumber(text: string, number: number): string {
  const found = [...text.matchAll(/\b\d+\b/g)]
  const place = found[number % Math.max(1, found.length)]
  if (!place) return `${text}\n`
  return (
    text.slice(0, place.index) + String(Number(place[0]) + 1 + (number % 5)) + text.slice(place.index + place[0].length)
  )
}

function languageOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
