import { Problem } from '#std/problem.ts'
import type { Terminal } from './command.ts'

export interface Question {
  /** The option that would have answered it. */
  readonly option: string
  readonly message: string
  readonly usual?: string
  readonly isSecret?: boolean
  /** A sentence about what is wrong with an answer, or true. */
  readonly check: (answer: string) => Verdict | Promise<Verdict>
}

type Verdict = true | string

/** What was given, else what a person answers; where nobody can answer, a Problem that names the option. */
export async function answerTo(question: Question, given: string | undefined, terminal: Terminal): Promise<string> {
  const { option, message, usual, isSecret, check } = question
  if (given !== undefined) {
    const sentence = await check(given)
    if (sentence !== true) throw new Problem('invalid', sentence, { option })
    return given
  }
  if (!terminal.mayAsk) {
    throw new Problem('invalid', 'nobody is here to ask: say it by the option', { option, question: message })
  }
  const { input, password } = await import('@inquirer/prompts')
  if (isSecret) return await asked(password({ message, mask: true, validate: check }))
  return await asked(input({ message, default: usual, validate: check }))
}

/** Whether a person agrees. Where nobody can answer, a Problem that names the option. */
export async function agreesTo(message: string, usual: boolean, terminal: Terminal): Promise<boolean> {
  if (!terminal.mayAsk) {
    throw new Problem('invalid', 'nobody is here to ask: say it by the option', {
      option: '--force-yes',
      question: message,
    })
  }
  const { confirm } = await import('@inquirer/prompts')
  return await asked(confirm({ message, default: usual }))
}

async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    const hasLeft = error instanceof Error && error.name === 'ExitPromptError'
    throw hasLeft ? new Problem('invalid', 'nothing was done: the question was not answered', {}, error) : error
  }
}
