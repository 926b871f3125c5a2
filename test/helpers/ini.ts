import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ExecutionContext } from 'ava'
import { type Config, loadConfig, type Mistake } from '#config/config.ts'
import { Problem } from '#std/problem.ts'
import { makeFolder } from './folder.ts'

/** What every file needs. */
export const needed: readonly string[] = ['cache_dir = /c', 'index_dir = /i', 'sqlalchemy.url = sqlite:////k.db']

/** Writes `[app:main]` with these lines and what every file needs; the first line given is line 2. */
export async function loadApp(t: ExecutionContext, ...lines: readonly string[]): Promise<Config> {
  return (await loadLines(t, ['[app:main]', ...lines, ...needed])).config
}

export async function loadLines(
  t: ExecutionContext,
  lines: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ReturnType<typeof loadConfig> & { readonly folder: string }> {
  const file = await writeLines(t, lines)
  return { ...loadConfig(file, environment), folder: path.dirname(file) }
}

/** `[section] key line: what` of everything that is wrong. */
export async function listMistakes(
  t: ExecutionContext,
  lines: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const file = await writeLines(t, lines)
  const error = t.throws(() => loadConfig(file, environment), { instanceOf: Problem })
  t.is(error.message, 'the configuration has mistakes')
  t.is(error.facts.file, file)
  const mistakes = error.facts.mistakes as readonly Mistake[] // as contracts say
  return mistakes.map(({ section, key, line, what }) => `[${section}] ${key} ${line}: ${what}`)
}

async function writeLines(t: ExecutionContext, lines: readonly string[]): Promise<string> {
  const file = path.join(await makeFolder(t), 'my.ini')
  writeFileSync(file, lines.join('\n'))
  return file
}
