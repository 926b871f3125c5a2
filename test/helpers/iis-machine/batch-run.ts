import { type Command, type Link, readLine } from './command-lines.ts'

export interface Shell {
  /** Runs a program; the answer is its exit code and what it printed. */
  program(words: readonly string[]): Ended
  /** Files by their path; a folder is an empty text with a backslash at its end. */
  readonly files: Map<string, string>
}

export interface Ended {
  readonly code: number
  readonly output?: string
}

export interface Run {
  readonly code: number
  /** What echo said, line by line. */
  readonly said: readonly string[]
}

/** Runs a script of ours. Whatever it does that this does not know is an error of the test. */
export function runBatch(text: string, shell: Shell): Run {
  if (!/^(?:[\x20-\x7e]*\r\n)+$/.test(text)) throw new Error('not ASCII with the ends of lines of Windows')
  const lines = text.split('\r\n')
  for (const [, label = ''] of text.matchAll(/\bgoto (\w+)/g)) labelLine(lines, label)
  const variables = new Map([['windir', 'C:\\Windows']])
  const said: string[] = []
  let at = 0
  for (let step = 0; step < 10_000; step++) {
    const line = lines[at++]
    if (line === undefined) throw new Error('the script ran over its end')
    const bare = line.replace(/^@/, '')
    if (/^(rem( .*)?|:\w+|setlocal EnableExtensions DisableDelayedExpansion|echo off)?$/.test(bare)) continue
    const end = runLine(expand(bare, variables))
    if (typeof end === 'number') return { code: end, said }
    if (end !== null) at = labelLine(lines, end)
  }
  throw new Error('the script does not end')

  /** A label to go on at, an exit code, or null: the next line. */
  function runLine(line: string): Next {
    if (/^if \/i not "[^"]*"=="\/nopause" pause$/.test(line)) return null
    const [, not, path, then] = /^if (not )?exist "([^"]+)" (.*)$/.exec(line) ?? []
    if (path === undefined) return runLinks(readLine(line), null).next
    return shell.files.has(path) === (not === undefined) ? runLinks(readLine(then ?? ''), null).next : null
  }

  function runLinks(links: readonly Link[], input: string[] | null): Ended & { readonly next: Next } {
    let code = 0
    let output = ''
    for (const { after, command } of links) {
      if ((after === '||' && code === 0) || (after === '&&' && code !== 0)) continue
      const [name, label = '', number] = command.words
      if (name === 'goto') return { code, next: label }
      if (name === 'exit') return { code, next: Number(number) }
      const given = command.input === null ? input : (shell.files.get(command.input) ?? '').split('\r\n')
      const ended = command.group
        ? runLinks(command.group, given)
        : runCommand(command, after === '|' ? output : '', given)
      code = ended.code
      output = ended.output ?? ''
      if (command.output && command.output.file !== 'nul') {
        const { file, append } = command.output
        shell.files.set(file, (append ? (shell.files.get(file) ?? '') : '') + output)
      }
    }
    return { code, output, next: null }
  }

  function runCommand({ words }: Command, piped: string, given: string[] | null): Ended {
    const [name = '', ...rest] = words
    const last = rest.at(-1) ?? ''
    if (/^echo\b/.test(name)) return (said.push(rest.join(' ')), { code: 0 })
    if (name === 'set' && rest[0] === '/p') return { code: setFrom(given, last) ? 0 : 1 }
    if (name === 'set') return (variables.set(...pair(last)), { code: 0 })
    if (name === 'dir') return { code: shell.files.has(last) ? 0 : 1 }
    if (name === 'mkdir') return (shell.files.set(`${last}\\`, ''), { code: 0 })
    if (name === 'del') return { code: shell.files.delete(last) ? 0 : 1 }
    if (name === 'find') return { code: piped.includes(last) ? 0 : 1 }
    return shell.program(words)
  }

  function setFrom(given: string[] | null, asked: string): boolean {
    const line = given?.shift() ?? ''
    if (line !== '') variables.set(pair(asked)[0], line)
    return line !== ''
  }
}

type Next = string | number | null

function pair(text: string): [string, string] {
  const cut = text.indexOf('=')
  if (cut <= 0) throw new Error(`set needs a name: ${text}`)
  return [text.slice(0, cut), text.slice(cut + 1)]
}

/** Twice a percent sign is one; a name that nobody set would be nothing, without a word. */
function expand(line: string, variables: ReadonlyMap<string, string>): string {
  return line.replace(/%%|%~\d|%(\w+)%|%/g, (found, name?: string) => {
    if (found === '%%') return '%'
    if (found.startsWith('%~')) return ''
    const value = variables.get(name ?? '')
    if (value === undefined) throw new Error(`a percent sign that names nothing: ${line}`)
    return value
  })
}

function labelLine(lines: readonly string[], label: string): number {
  const found = lines.flatMap((line, index) => (line === `:${label}` ? [index] : []))
  if (found.length !== 1) throw new Error(`the label ${label} is there ${found.length} times`)
  return found[0] ?? 0
}
