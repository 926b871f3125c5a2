/** A part of a script: told when it begins, and when it fails, with what to do then. */
export interface Step {
  /** What is done, or what must be so. */
  readonly title: string
  readonly toDo: string
  /** Without success of this command the step is left out. */
  readonly only?: string
  /** Commands of cmd.exe in its own writing; the first that fails ends the script. */
  readonly commands: readonly string[]
}

export interface Script {
  /** Comment at the top. */
  readonly about: readonly string[]
  readonly steps: readonly Step[]
  /** What is said when all is done. */
  readonly ending: readonly string[]
}

/** A file for cmd.exe. Values that came from outside were checked before: none has a quote or a percent sign. */
export function writeBatch({ about, steps, ending }: Script): string {
  const lines = [
    '@echo off',
    ...about.map(line => `rem ${line}`),
    'setlocal EnableExtensions DisableDelayedExpansion',
    'set "appcmd=%windir%\\system32\\inetsrv\\appcmd.exe"',
    ...steps.flatMap((step, index) => stepLines(step, index + 1, steps.length)),
    '',
    `:step${steps.length + 1}`,
    'echo.',
    ...ending.map(echo),
    ...pause,
    'exit /b 0',
    ...steps.flatMap((step, index) => failureLines(step, index + 1)),
    '',
    ':stopped',
    echo('Nothing after this step was done. Correct it and start this file again: what is done stays as it is.'),
    ...pause,
    'exit /b 1',
  ]
  return `${lines.join('\n')}\n`
}

/** For an argument. */
export function quoted(text: string): string {
  return `"${text}"`
}

export const silently = '>nul 2>&1'

/** Started by a double click, the window would close before anybody has read it. */
const pause = ['if /i not "%~1"=="/nopause" pause']

function stepLines({ title, only, commands }: Step, number: number, count: number): readonly string[] {
  const head = ['', `:step${number}`, echo(`[${number}/${count}] ${title}`)]
  const skip = only === undefined ? [] : [`${only} ${silently} || goto step${number + 1}`]
  return [...head, ...skip, ...commands.map(command => `${command} || goto failed${number}`)]
}

function failureLines({ title, toDo }: Step, number: number): readonly string[] {
  return ['', `:failed${number}`, 'echo.', echo(`STOPPED at ${number}: ${title}`), echo(toDo), 'goto stopped']
}

function echo(text: string): string {
  return `echo ${text.replaceAll('%', '%%').replace(/[&|<>^]/g, '^$&')}`
}
