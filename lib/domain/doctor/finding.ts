import type { Registry } from './registry.ts'

/** One thing that was looked at. */
export interface Finding {
  /** What was looked at, in a word for scripts: `database`. */
  readonly check: string
  readonly tone: 'ok' | 'warn' | 'bad'
  /** What is so; for people. */
  readonly what: string
  /** A file, a folder, a key; '' where all is well. */
  readonly where: string
  /** '' where all is well. */
  readonly todo: string
}

/** What a site is examined in. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly registry: Registry
  readonly now: () => Date
}

type Wrong = Omit<Finding, 'check' | 'tone'>

/** Makes the findings of one check. */
export function findingsOf(check: string): {
  readonly ok: (what: string) => Finding
  readonly warn: (wrong: Wrong) => Finding
  readonly bad: (wrong: Wrong) => Finding
} {
  return {
    ok: what => ({ check, tone: 'ok', what, where: '', todo: '' }),
    warn: wrong => ({ check, tone: 'warn', ...wrong }),
    bad: wrong => ({ check, tone: 'bad', ...wrong }),
  }
}
