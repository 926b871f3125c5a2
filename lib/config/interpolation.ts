import type { Entry, Mistake, Sections } from './ini-text.ts'

/** What `%(here)s` and `%(__file__)s` stand for. */
export interface Place {
  readonly here: string
  readonly file: string
}

export interface Interpolated {
  /** Of the section, then of [DEFAULT]. */
  readonly entries: ReadonlyMap<string, Entry>
  readonly mistakes: readonly Mistake[]
}

/**
 * The entries of a section and, below them, of [DEFAULT], with `%(key)s` filled in from both, and `%%` for `%`. A
 * value that cannot be filled in is a mistake, as in Python, whether anybody asks for it or not.
 */
export function interpolate(sections: Sections, name: string, { here, file }: Place): Interpolated {
  const raw = new Map([...(sections.get('DEFAULT') ?? []), ...(sections.get(name) ?? [])])
  const entries = new Map<string, Entry>()
  const mistakes: Mistake[] = []
  for (const entry of raw.values()) {
    try {
      entries.set(entry.key, { ...entry, value: fill(entry.value, [entry.key]) })
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      mistakes.push({ section: entry.section, key: entry.key, line: entry.line, what: error.message })
    }
  }
  return { entries, mistakes }

  function fill(value: string, above: readonly string[]): string {
    return value.replace(/%(?:%|\(([^)]*)\)s|)/g, (found, key: string | undefined) => {
      if (found === '%%') return '%'
      if (key === undefined) throw new SyntaxError('a % that stands for itself is written %%')
      const own = raw.get(key)
      if (!own && key === 'here') return here // a folder may have a % in its name
      if (!own && key === '__file__') return file
      if (!own) throw new SyntaxError(`%(${key})s names no key of this section or of [DEFAULT]`)
      if (above.includes(key)) throw new SyntaxError(`%(${key})s leads back to itself`)
      return fill(own.value, [...above, key])
    })
  }
}
