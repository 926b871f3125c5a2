import { loadConfig, type Config, type Mistake } from '#config/config.ts'
import { isProblem } from '#std/problem.ts'
import { type Finding, findingsOf, type Surroundings } from './finding.ts'

const { ok, warn, bad } = findingsOf('ini')

/** Reads the ini; without a Config nothing more can be asked about the site. */
export function readIni(
  file: string,
  { environment }: Pick<Surroundings, 'environment'>,
): { readonly config: Config | null; readonly findings: readonly Finding[] } {
  try {
    const { config, notes } = loadConfig(file, environment)
    const told = notes.map(note => warn({ what: note, where: file, todo: 'take it away, or correct its name' }))
    return { config, findings: told.length > 0 ? told : [ok(`${file} can be read`)] }
  } catch (error) {
    if (!isProblem(error)) throw error
    const { mistakes } = error.facts
    const listed = Array.isArray(mistakes) ? mistakes.map((each: Mistake) => ofMistake(file, each)) : []
    const whole = bad({ what: error.message, where: file, todo: 'name the ini by -c, or write one by config-create' })
    return { config: null, findings: listed.length > 0 ? listed : [whole] }
  }
}

function ofMistake(file: string, { section, key, line, what }: Mistake): Finding {
  const place = [file, line && `line ${line}`, section && `[${section}]`, key].filter(Boolean).join(' ')
  return bad({ what, where: place, todo: 'correct it; config-create writes an ini in which every key is explained' })
}
