import { languageOf } from './languages.ts'
import { type Line, plainLines } from './runs.ts'
import { ask } from './worker.ts'

/** Longer source is shown without colours. */
const longest = 1_000_000

/** Lines of a source file in the colours of the language its name tells; without colours where they take too long. */
export async function highlight(text: string, fileName: string): Promise<readonly Line[]> {
  const language = languageOf(fileName)
  if (language === null || text.length > longest) return plainLines(text)
  const answer = await ask({ what: 'highlight', text, language })
  return answer === null || typeof answer === 'string' ? plainLines(text) : answer
}
