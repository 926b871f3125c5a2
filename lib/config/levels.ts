import type { Mistake, Sections } from './ini-text.ts'

export type LogLevel = 'NOTSET' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL'

/** How much the loggers of Python's logging sections say; all else in these sections is left alone. */
export interface Levels {
  readonly root: LogLevel
  readonly kallithea: LogLevel
}

const levels: Readonly<Record<string, LogLevel>> = {
  NOTSET: 'NOTSET',
  DEBUG: 'DEBUG',
  INFO: 'INFO',
  WARN: 'WARN',
  WARNING: 'WARN',
  ERROR: 'ERROR',
  CRITICAL: 'CRITICAL',
  FATAL: 'CRITICAL',
}

/** Nothing is filled in here: `%(asctime)s` is Python's own. */
export function readLevels(sections: Sections): { readonly levels: Levels; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  return { levels: { root: levelOf('logger_root'), kallithea: levelOf('logger_kallithea') }, mistakes }

  function levelOf(section: string): LogLevel {
    const entry = sections.get(section)?.get('level')
    const level = entry ? levels[entry.value.toUpperCase()] : 'NOTSET'
    if (level) return level
    const what = `must be one of ${Object.keys(levels).join(', ')}`
    mistakes.push({ section, key: 'level', line: entry?.line ?? null, what })
    return 'NOTSET'
  }
}
