import { Problem } from '#std/problem.ts'

/** Only text that stands in the code: a variable does not compile. */
export type Literal<Text extends string> = string extends Text ? never : Text

/**
 * The words after a program's name, made so that no text from outside can become an option:
 * what is constant, `--name=value`, ids that are hex, and names behind `--`.
 */
export interface Command {
  readonly list: readonly string[]
  with<Text extends string>(...words: readonly Literal<Text>[]): Command
  value<Text extends `-${string}=`>(option: Literal<Text>, value: string | number): Command
  id(...ids: readonly string[]): Command
  /** After `--`; nothing but further names may follow. */
  names(names: readonly string[]): Command
}

export function command<Text extends string>(...words: readonly Literal<Text>[]): Command {
  return make(words)
}

function make(list: readonly string[]): Command {
  return {
    list,
    with: (...words) => make([...list, ...words]),
    value: (option, value) => make([...list, `${option}${checked(String(value))}`]),
    id: (...ids) => make([...list, ...ids.map(hex)]),
    names: names => make([...list, '--', ...names.map(checked)]),
  }
}

function checked(text: string): string {
  if (text.includes('\0')) throw new Problem('invalid', 'a name with a zero byte', { text })
  return text
}

function hex(id: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) throw new Problem('not-found', 'no such commit', { id })
  return id
}
