import { parentPort } from 'node:worker_threads'
import { compareSync, hashSync } from 'bcryptjs'

export type Question =
  | { readonly do: 'hash'; readonly password: string }
  | { readonly do: 'check'; readonly password: string; readonly hash: string }

export interface Answer {
  readonly id: number
  readonly result: string | boolean
}

const rounds = 10

parentPort?.on('message', ({ id, question }: { readonly id: number; readonly question: Question }) => {
  parentPort?.postMessage({ id, result: answer(question) } satisfies Answer, [])
})

function answer(question: Question): string | boolean {
  if (question.do === 'hash') return hashSync(question.password, rounds)
  try {
    return compareSync(question.password, question.hash)
  } catch {
    return false // a hash that bcrypt does not read is nobody's
  }
}
