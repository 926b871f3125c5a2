import { Command as Commander } from 'commander'
import { commandName } from '#std/product.ts'

/** Where a command speaks, and what it was started in. */
export interface Terminal {
  /** A line for the person who started the command. */
  say(line: string): void
  /** Waits while the person, or the program, that reads is far behind. */
  keepUp(): Promise<void>
  /** Whether somebody is there who can answer. */
  readonly mayAsk: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

export interface Option {
  /** In commander's form: `-c, --config <file>`. */
  readonly flags: string
  readonly about: string
}

/** One word on the command line and what it does. Expected failures are Problems; `cli.ts` tells them. */
export interface Command {
  /** In commander's form: `user-activate <name>`. */
  readonly usage: string
  readonly about: string
  readonly options: readonly Option[]
  readonly example: string
  run(given: Given, terminal: Terminal): Promise<void>
}

export interface Given {
  /** In the order of `usage`. */
  readonly words: readonly string[]
  /** Options with a value, by their long name in camel case. */
  readonly options: Readonly<Record<string, string | undefined>>
  /** Options without one; `--no-public-access` is publicAccess: false. */
  readonly switches: Readonly<Record<string, boolean | undefined>>
}

export const configOption: Option = {
  flags: '-c, --config <file>',
  about: 'the ini of the site; else KALLITHEA_INI, else my.ini beside server.ts',
}

export const portOption: Option = { flags: '--port <number>', about: 'the port to listen on, whatever the ini says' }

/** Teaches commander this command. */
export function addCommand(program: Commander, command: Command, terminal: Terminal): void {
  const added = program.command(command.usage).description(command.about)
  for (const { flags, about } of command.options) added.option(flags, about)
  added.addHelpText('after', `\nExample:\n  ${commandName()} ${command.example}`)
  added.action(async (...received: unknown[]) => {
    const words = received.flat().filter(each => typeof each === 'string')
    await command.run({ words, ...sorted(added.opts()) }, terminal)
  })
}

function sorted(all: Readonly<Record<string, unknown>>): Pick<Given, 'options' | 'switches'> {
  const options: Record<string, string> = {}
  const switches: Record<string, boolean> = {}
  for (const [name, value] of Object.entries(all)) {
    if (typeof value === 'string') options[name] = value
    if (typeof value === 'boolean') switches[name] = value
  }
  return { options, switches }
}

/** A word as it stands in a line that a person may copy. */
export function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word
}
