import type { Site } from '#domain/site.ts'
import { findConfirmationMistake, findEmailMistake, findPasswordMistake } from '#domain/user-rules.ts'
import type { Terminal } from './command.ts'
import { answerTo } from './questions.ts'

/** The address of an account that is to be made. */
export async function askEmail({ db }: Pick<Site, 'db'>, name: string, terminal: Terminal): Promise<string> {
  const question = {
    option: '--email',
    message: `${name} is new. Which e-mail address? (may be empty)`,
    check: async (answer: string) => (await findEmailMistake(db, answer.trim(), null)) ?? true,
  }
  return (await answerTo(question, undefined, terminal)).trim()
}

/** What was given, unseen: whoever saves it knows the rules. Else what a person answers twice. */
export async function askPassword(given: string | undefined, terminal: Terminal): Promise<string> {
  if (given !== undefined) return given
  const question = { option: '--password', isSecret: true }
  const password = await answerTo(
    {
      ...question,
      message: 'Which password? (at least 6 characters)',
      check: answer => findPasswordMistake(answer) ?? true,
    },
    undefined,
    terminal,
  )
  const again = {
    ...question,
    message: 'The same once more',
    check: (answer: string) => findConfirmationMistake(password, answer) ?? true,
  }
  return answerTo(again, undefined, terminal)
}
