import type { Refusal } from '#domain/sign-in.ts'
import { Problem } from '#std/problem.ts'

/** What somebody is told who is known and stays outside, on every page but those that are for anyone. */
export function refused(refusal: Refusal = 'closed'): Problem {
  const sentence = sentences[refusal]
  return new Problem('forbidden', sentence)
}

const sentences: Readonly<Record<Refusal, string>> = {
  closed: 'your account is not active, or may not be used from where you are',
  'other domain': 'people of your domain may not sign on here; ask an administrator',
  'other person': 'another person signs on here by the account name that you have; ask an administrator',
  'ask first': 'an administrator has to say first that the account of your name is yours',
}
