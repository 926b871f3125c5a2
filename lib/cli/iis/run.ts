import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Problem } from '#std/problem.ts'
import type { Given, Terminal } from '../command.ts'
import { agreesTo } from '../questions.ts'
import type { Question } from './check-machine.ts'

/** Starts the script if somebody wants it, and this is Windows; else the answer is false. */
export async function offerToRun(script: string, { switches }: Given, terminal: Terminal): Promise<boolean> {
  if (process.platform !== 'win32') return false
  if (!switches.run) {
    if (!terminal.mayAsk) return false
    if (!(await agreesTo(`Shall ${script} be started now? It needs an administrator.`, true, terminal))) return false
  }
  // cmd.exe has rules of its own for quotes: /s takes away the outer ones, whatever is between
  const words = ['/d', '/s', '/c', `""${script}" /nopause"`]
  const child = spawn('cmd.exe', words, { stdio: 'inherit', windowsVerbatimArguments: true })
  const [code]: unknown[] = await once(child, 'close')
  if (code !== 0) throw new Problem('unavailable', 'install-iis.cmd stopped: its last lines say why', { script })
  return true
}

/** What IIS of this machine answers, as a transcript; null where there is none. */
export async function askAppcmd(
  questions: readonly Question[],
  { environment }: Pick<Terminal, 'environment'>,
): Promise<string | null> {
  if (process.platform !== 'win32') return null
  const program = path.join(environment.windir ?? 'C:\\Windows', 'system32', 'inetsrv', 'appcmd.exe')
  if (!existsSync(program)) return null
  const answers: string[] = []
  for (const { words } of questions) {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    const child = spawn(program, [words], { stdio: [...stdio], windowsHide: true, windowsVerbatimArguments: true })
    let answer = ''
    child.stdout?.on('data', bytes => (answer += String(bytes)))
    await once(child, 'close')
    answers.push(`appcmd ${words}\n${answer}`)
  }
  return answers.join('\n')
}
