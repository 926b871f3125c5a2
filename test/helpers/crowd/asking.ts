import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../web.ts'

/** What was asked of a site that may be killed meanwhile. */
export class Asking {
  /** How many answers came. */
  answered = 0
  /** How many did not, or not whole. */
  brokenOff = 0
  /** Answers that nobody should ever get. */
  readonly wrong: string[] = []
  #onAnswer: (() => void)[] = []

  /** The answer of the site itself; null where it came to no end. */
  async ask(asked: () => Promise<Answer>): Promise<Answer | null> {
    const answer = await asked().catch(() => null)
    if (answer !== null && !answer.headers.has('x-emul-substatus')) {
      this.answered++
      for (const tell of this.#onAnswer.splice(0)) tell()
      return answer
    }
    this.brokenOff++
    await sleep(50) // nobody presses a key faster
    return null
  }

  /** In the moment in which so many more answers have come. */
  async answers(count: number): Promise<void> {
    for (let come = 0; come < count; come++) await new Promise<void>(resolve => this.#onAnswer.push(resolve))
  }

  /** Whether a form was accepted. One of `refusals` is as good an answer, any other is wrong. */
  async send(what: string, asked: () => Promise<Answer>, refusals: readonly number[] = []): Promise<boolean> {
    const answer = await this.ask(asked)
    if (answer === null || answer.status === 302) return answer !== null
    if (!refusals.includes(answer.status)) this.wrong.push(`${what}: ${answer.status} ${mainText(answer.text)}`)
    return false
  }
}

function mainText(page: string): string {
  const main = /<main.*<\/main>/s.exec(page)?.[0] ?? page
  return main
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300)
}
