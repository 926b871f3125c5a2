import { languageOf } from './languages.ts'
import { type Line, plainLines } from './runs.ts'
import { ask } from './worker.ts'

/** Longer source is shown without colours. */
const longest = 1_000_000

/** Lines of a source file as coloured runs, by the language of its name; without colours where they would take too long. */
export async function highlight(text: string, fileName: string): Promise<readonly Line[]> {
  const language = languageOf(fileName)
  if (language === null || text.length > longest) return plainLines(text)
  const answer = await ask({ what: 'highlight', text, language })
  return answer === null || typeof answer === 'string' ? plainLines(text) : answer
}
