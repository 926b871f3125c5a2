import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Files that are watched by their last write, named by `[folder\]name`: wildcards * and ? stand in the name only, and
 * nothing below the folder counts. A file that is not there yet may come, and one that goes is not missed; but its
 * folder must be there.
 */
export class WatchedFiles {
  readonly #patterns: readonly Pattern[]

  /** Throws where a folder is missing: iisnode then starts no process. */
  constructor(folder: string, names: Iterable<string>) {
    this.#patterns = Array.from(names, name => {
      const file = join(folder, name.replaceAll('\\', '/'))
      const pattern = { folder: dirname(file), name: basename(file) }
      return { ...pattern, seen: stateOf(pattern) }
    })
  }

  /** Whether one was written since this was last asked. */
  hasChanged(): boolean {
    const changed = this.#patterns.filter(pattern => {
      const now = stateOf(pattern)
      const isSame = now === '' || now === pattern.seen
      if (!isSame) pattern.seen = now
      return !isSame
    })
    return changed.length > 0
  }
}

/** `watchedFiles` of iisnode, one by one. It passes web.config over: IIS watches that itself. */
export function namesIn(watchedFiles: string): readonly string[] {
  return watchedFiles.split(';').filter(name => name !== '' && name.toLowerCase() !== 'web.config')
}

interface Pattern {
  readonly folder: string
  readonly name: string
  seen: string
}

/** Of one file the time; of several, names and sizes too, so that one that goes is a change. */
function stateOf({ folder, name }: Pick<Pattern, 'folder' | 'name'>): string {
  const plain = name.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  const wanted = new RegExp(`^${plain.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')
  const files = readdirSync(folder).filter(each => wanted.test(each))
  const states = files.flatMap(each => {
    const stat = statSync(join(folder, each), { bigint: true, throwIfNoEntry: false })
    if (stat === undefined) return []
    return /[*?]/.test(name) ? [`${each} ${stat.size} ${stat.mtimeNs}`] : [String(stat.mtimeNs)]
  })
  return states.toSorted().join('\n')
}
